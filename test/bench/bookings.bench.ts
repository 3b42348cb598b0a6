import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, it } from "vitest";
import type { HoldCommand } from "../../src/objects/room/room-bookings.ts";
import type { SessionCommand } from "../../src/objects/session/session-bookings.ts";
import { migrateLedger, sandbox } from "../workerd/guest.ts";

const ROUNDS = 9;
/** workerd's clock counts whole milliseconds. */
const CALLS_A_ROUND = 10;

beforeAll(migrateLedger);
beforeEach(() => sandbox("/reset", "POST"));

/** One step of the product or of the floor; `count` is another each time. */
type Step = (count: number) => Promise<unknown>;

/** Milliseconds a call. */
async function timed(step: Step, round: number): Promise<number> {
  const from = performance.now();
  for (let call = 0; call < CALLS_A_ROUND; call += 1) await step(round * CALLS_A_ROUND + call);
  return (performance.now() - from) / CALLS_A_ROUND;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Turn by turn with the floor, so that whatever else the machine does slows both. */
async function asRatio(name: string, step: Step): Promise<string> {
  const floor = env.FLOOR.getByName(name);
  const taken = { floor: [] as number[], product: [] as number[] };
  // The first round warms both up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const inserted = await timed((count) => floor.insert(`row ${count}`), round);
    const stepped = await timed(step, round);
    if (round === 0) continue;
    taken.floor.push(inserted);
    taken.product.push(stepped);
  }
  const [least, mine] = [median(taken.floor), median(taken.product)];
  const ratio = (mine / least).toFixed(1).padStart(8);
  return `${ratio} × ${name.padEnd(72)} ${mine.toFixed(2)} ms over ${least.toFixed(2)} ms`;
}

function guestOfRoom(count: number, date: string, hour = 9): HoldCommand {
  const [start, end] = [hour, hour + 1].map((one) => `${String(one).padStart(2, "0")}:00`);
  return {
    wishes: { dates: [date], start: start ?? "", end: end ?? "", attendees: 2 },
    customer: { name: "Ada", email: `ada${count}@example.com` },
    address: `address ${count}`,
    requestKey: null,
  };
}

function guestOfSession(round: number): SessionCommand {
  return {
    participants: 1,
    customer: { name: "Ada", email: `ada${round}@example.com`, phone: "+16045550100" },
    hotel: null,
    userId: null,
    address: `address ${round}`,
    requestKey: null,
  };
}

function dayAfter(first: string, days: number): string {
  return new Date(Date.parse(`${first}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What is measured must be what happened. */
async function expectOk(answer: Promise<{ ok: boolean }>, ok: boolean): Promise<void> {
  const given = await answer;
  if (given.ok !== ok) throw new Error(JSON.stringify(given));
}

it("costs so many times one insert in a bare object", async () => {
  const room = env.ROOM.getByName("quiet-room");
  const from = dayAfter(new Date().toISOString().slice(0, 10), 14);
  const until = dayAfter(from, 60);
  const open = (await room.availability(from, until)).filter(({ free: times }) => times.length > 0);
  const [taken = from, ...days] = open.map(({ date }) => date);
  await expectOk(room.hold(guestOfRoom(-1, taken)), true);
  const session = env.SESSION.getByName(`linocut-workshop/${taken}/11:00`);
  const lines = [
    await asRatio("a session's spots are read", () => session.view()),
    await asRatio("a request is recorded, its emails and its deadline planned", (count) =>
      expectOk(session.request(guestOfSession(count)), true),
    ),
    await asRatio("two months of a room's free time are read", () =>
      room.availability(from, until),
    ),
    await asRatio("a hold of a taken room is refused, its calendar being asked", (count) =>
      expectOk(room.hold(guestOfRoom(count, taken)), false),
    ),
    await asRatio(
      "a hold of a free room is placed, its calendar asked, its payment opened",
      (count) => {
        const date = days[count % days.length] ?? taken;
        return expectOk(
          room.hold(guestOfRoom(count, date, 8 + 2 * Math.floor(count / days.length))),
          true,
        );
      },
    ),
  ];
  console.log(["", ...lines].join("\n"));
});
