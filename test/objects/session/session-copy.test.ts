import { describe, expect, it } from "vitest";
import type { SessionReservation } from "../../../src/domain/session/session-reservation.ts";
import { migrate } from "../../../src/objects/migrations.ts";
import {
  type CopyEffect,
  SessionCopy,
  type SessionSnapshot,
} from "../../../src/objects/session/session-copy.ts";
import { sessionMigrations } from "../../../src/objects/session/session-migrations.ts";
import { SessionSpots } from "../../../src/objects/session/session-spots.ts";
import { Outbox } from "../../../src/outbox/outbox.ts";
import { objectStorage } from "../../object-storage.ts";

const NAME = { experience: "linocut-workshop", date: "2026-12-12", time: "10:00" } as const;
const NOW = 1_000;

/** A session's copy, and what the ledger was told by it: when the session has something to do. */
function openCopy() {
  const storage = objectStorage();
  migrate(storage, sessionMigrations);
  const outbox = new Outbox<CopyEffect>(storage);
  const told: (number | null)[] = [];
  const tell = async ({ nextDueAt }: SessionSnapshot) => {
    told.push(nextDueAt);
    return { kind: "ok" as const, value: undefined };
  };
  const copy = new SessionCopy({
    outbox,
    spots: new SessionSpots(storage),
    ledger: { record: (_reservation, _at, session) => tell(session), recordSession: tell },
    name: NAME,
    times: undefined,
    view: () => ({ exists: true, spotsTotal: 8, spotsAvailable: 8 }),
    addressOf: () => undefined,
    nextDueAt: (except) => outbox.nextDueAt(except),
    now: () => NOW,
    log: () => {},
    arm: () => {},
  });
  const plan = (subject: string, dueAt: number) => {
    const effect = { kind: "copy-session" as const };
    outbox.plan({ subject, name: "record-in-ledger", effect, dueAt }, NOW);
  };
  const record = (id: string) => copy.record({ id } as SessionReservation, NOW);
  return { copy, outbox, plan, record, told };
}

describe("what a session's copy says there is to do", () => {
  it("is nothing when that copy was all", async () => {
    const { copy, outbox, plan, record, told } = openCopy();
    plan("res_a", NOW);
    await record("res_a");
    outbox.withdraw("res_a", "record-in-ledger");
    copy.renew();
    const row = outbox.claim(NOW);
    if (row !== undefined) await copy.attempt(row);
    expect(told).toEqual([null, null]);
  });

  it("is another reservation's copy, so that the sweep finds it if the alarm is lost", async () => {
    const { plan, record, told } = openCopy();
    plan("res_a", NOW);
    plan("res_b", NOW + 7);
    await record("res_a");
    expect(told).toEqual([NOW + 7]);
  });

  it("is a reservation's copy when the session alone is copied", async () => {
    const { copy, outbox, plan, told } = openCopy();
    copy.renew();
    const row = outbox.claim(NOW);
    plan("res_b", NOW + 7);
    if (row !== undefined) await copy.attempt(row);
    expect(told).toEqual([NOW + 7]);
  });
});
