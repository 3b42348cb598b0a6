import { catalogue } from "../../catalogue/catalogue.ts";
import type { Env } from "../../env.ts";
import { liveReservations } from "../../ledger/staff-lists-live.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { deskStub, roomStub, serviceStub, stubOfReservation } from "../stubs.ts";
import { inBatches } from "./in-batches.ts";

/** As many reservations as one look asks about. */
const ASKED_MAX = 200;
/** What should have been done this long ago was not merely under way (the sweep's measure, too). */
const OVERDUE_MS = 15 * 60_000;
/** So many attempts that failed are no passing trouble any more. */
const ATTEMPTS_MAX = 4;

interface StoredEffect {
  id: string;
  name: string;
  state: string;
  due_at: number;
  attempts: number;
  last_outcome: string | null;
}

/** Who is asked: an object about itself, or about one reservation. */
interface Asked {
  owner: string;
  effects: () => Promise<StoredEffect[]>;
}

/**
 * `GET /api/staff/outbox`: what is stuck, overdue or given up among the effects of live
 * reservations, of the upkeep of rooms and services, and of the desk. The ledger says whom to ask; `truncated`
 * when there were more than one look asks, `unreachable` for who did not answer.
 */
export async function outbox(_request: Request, { env, now }: Context): Promise<Response> {
  const at = now();
  const found = await liveReservations(env.LEDGER, { now: at, limit: ASKED_MAX + 1 });
  const asked = [...objects(env), ...found.slice(0, ASKED_MAX).map((id) => ofReservation(env, id))];
  const answers = await inBatches(asked, ({ effects }) => effects());
  const all = answers.map((answer, index) => ({ answer, owner: asked[index]?.owner ?? "" }));
  const effects = all.flatMap(({ answer, owner }) =>
    answer.status === "fulfilled" ? answer.value.flatMap((one) => trouble(one, owner, at)) : [],
  );
  return json({
    effects: effects.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt)),
    asked: asked.length,
    unreachable: all.filter(({ answer }) => answer.status === "rejected").map(({ owner }) => owner),
    truncated: found.length > ASKED_MAX,
  });
}

/** The desk's effects, and those of each room and service that belong to no reservation. */
function objects(env: Env): Asked[] {
  return [
    { owner: "desk", effects: async () => await deskStub(env).effects() },
    ...catalogue.rooms.map(({ slug }) => ({
      owner: slug,
      effects: async () => (await roomStub(env, slug).story("")).effects,
    })),
    ...catalogue.services.map(({ slug }) => ({
      owner: slug,
      effects: async () => (await serviceStub(env, slug).story("")).effects,
    })),
  ];
}

function ofReservation(env: Env, id: string): Asked {
  return {
    owner: id,
    effects: async () => (await stubOfReservation(env, id)?.story(id))?.effects ?? [],
  };
}

function trouble(effect: StoredEffect, owner: string, now: number) {
  const why = whatIsWrong(effect, now);
  if (why === undefined) return [];
  const { id, name, due_at, attempts, last_outcome } = effect;
  return [{ id, owner, name, why, dueAt: iso(due_at), attempts, lastOutcome: last_outcome }];
}

function whatIsWrong(
  { name, state, due_at, attempts, last_outcome }: StoredEffect,
  now: number,
): "given-up" | "overdue" | "stuck" | undefined {
  if (state === "failed") return isSettledByGivingUp(name) ? undefined : "given-up";
  if (state !== "due") return undefined;
  if (due_at < now - OVERDUE_MS) return "overdue";
  const outcome = last_outcome ?? "";
  // What can only be mended by people has alerted them at its first failure.
  if (outcome.startsWith("permanent")) return "stuck";
  const fails = /^(retryable|unknown)/.test(outcome);
  return fails && attempts >= ATTEMPTS_MAX ? "stuck" : undefined;
}

/** Giving these up has consequences of its own, a refund or a released hold: nothing is left to do. */
function isSettledByGivingUp(name: string): boolean {
  return /^(open-payment|check-slot|write-day)\b/.test(name);
}
