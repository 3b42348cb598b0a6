import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  eventually,
  type Product,
  pause,
  startProduct,
  temporaryDirectory,
  untilSaid,
} from "./product.ts";
import { eventsInFile, sandboxAt } from "./sandbox.ts";
import { availability, Diary, type HoldAnswer, hold } from "./venue.ts";

/**
 * A row that was being worked on when the process died is taken up again after a minute, and then has
 * its own work to do.
 */
const COMES_BACK_MS = 120_000;
const ALWAYS = 10_000;

const state = temporaryDirectory();
let product: Product | undefined;

beforeAll(() => start());
afterAll(async () => {
  await product?.stop();
  rmSync(state, { recursive: true, force: true });
});

const diary = new Diary(() => running().url);

function running(): Product {
  if (product === undefined) throw new Error("Nothing is running.");
  return product;
}

const sandbox = () => sandboxAt(running().url);

async function start(port?: number): Promise<void> {
  product = await startProduct({ state, ...(port === undefined ? {} : { port }) });
}

/** Dies without warning, and is started again where it was. */
async function crashAndRestart(): Promise<void> {
  const { port } = running();
  await running().kill();
  await start(port);
  await sandbox().clearFaults();
}

type Booking = HoldAnswer & { dates: string[] };

async function holdDays(room: string, email: string): Promise<Booking> {
  const dates = await diary.days(room, 3);
  const customer = { name: "Ella May Wiggins", email };
  return { dates, ...(await hold(running().url, { room, dates, customer })) };
}

/** One booking, made without anybody asking the app for anything. */
async function expectBookedByItself(held: Booking, email: string) {
  const [message] = await eventually(
    "the confirmation",
    async () => {
      const messages = await sandbox().messagesTo(email);
      return messages.length > 0 && messages;
    },
    COMES_BACK_MS,
  );
  expect(message?.subject).toMatch(/^Booked/);
  expect(eventsInFile(message)).toBe(3);
  await pause(3_000);
  expect(await sandbox().messagesTo(email)).toHaveLength(1);
  expect((await sandbox().writtenDays(held.reservation)).map(({ date }) => date)).toEqual(
    held.dates,
  );
  expect(await sandbox().refundsOf(held.paymentIntent)).toEqual([]);
}

describe("the product", () => {
  it("starts on the port that PORT names, and keeps its state between starts", async () => {
    const { port, url } = running();
    expect(url).toBe(`http://localhost:${port}`);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    const held = await holdDays("quiet-room", "restart@example.com");
    await sandbox().pay(held.paymentIntent);
    await expectBookedByItself(held, "restart@example.com");
    await running().stop();
    await start(port);

    const query = new URLSearchParams({ payment_intent: held.paymentIntent });
    const answer = await fetch(`${running().url}/api/bookings/by-payment-intent?${query}`);
    expect(await answer.json()).toMatchObject({ found: true, status: "confirmed" });
    const days = await availability(running().url, "quiet-room");
    const [first] = days.filter(({ date }) => date === held.dates[0]);
    // What is left before nine, less the buffer, is shorter than the shortest booking.
    expect(first?.free).toEqual([{ start: "12:15", end: "17:00" }]);
  });
});

describe("after kill -9", () => {
  const unread = "killed-unread@example.com";
  const between = "killed-between@example.com";
  const unheard = "killed-unheard@example.com";
  const bookings = new Map<string, Booking>();

  async function holdFor(email: string, room: string): Promise<Booking> {
    const held = await holdDays(room, email);
    bookings.set(email, held);
    return held;
  }

  const bookingOf = (email: string): Booking => {
    const booking = bookings.get(email);
    if (booking === undefined) throw new Error(`${email} has booked nothing`);
    return booking;
  };

  // Three bookings, each stopped at another point, and one crash for all of them.
  beforeAll(async () => {
    const writesHang = { operation: "events.insert", mode: "timeout", skip: 1 } as const;
    await sandbox().fault({ provider: "google", ...writesHang, times: ALWAYS });
    const half = await holdFor(between, "print-shop");
    const waiting = await holdFor(unread, "helena-gutteridge-room");
    const other = await holdFor(unheard, "quiet-room");
    await sandbox().pay(half.paymentIntent);
    await eventually("one of three days", async () => {
      return (await sandbox().everWritten(half.reservation)).length === 1;
    });

    const readsHang = { operation: "events.list", mode: "timeout" } as const;
    await sandbox().fault({ provider: "google", ...readsHang, times: ALWAYS });
    await sandbox().pay(waiting.paymentIntent);
    await untilSaid(running(), "Payment captured", waiting.paymentIntent);

    const unsent = { operation: "webhooks.deliver", mode: "fail" } as const;
    await sandbox().fault({ provider: "stripe", ...unsent, times: ALWAYS });
    await sandbox().pay(other.paymentIntent);
    await crashAndRestart();
  });

  it("between the payment and the first look at the calendar, the booking completes by itself", async () => {
    await expectBookedByItself(bookingOf(unread), unread);
  });

  it("with one of three days written, all three are, and none twice", async () => {
    await expectBookedByItself(bookingOf(between), between);
    expect(await sandbox().everWritten(bookingOf(between).reservation)).toHaveLength(3);
  });

  it("before the webhook arrived, the payment is not forgotten", async () => {
    await expectBookedByItself(bookingOf(unheard), unheard);
    await untilSaid(running(), "Payment captured", bookingOf(unheard).paymentIntent);
  });
});
