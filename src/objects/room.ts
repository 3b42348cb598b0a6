import { DurableObject } from "cloudflare:workers";
import { catalogue } from "../catalogue/catalogue.ts";
import type { Fact } from "../domain/fact.ts";
import type { DayAvailability } from "../domain/free-time.ts";
import type { LocalDate } from "../domain/local-time.ts";
import type { Reservation } from "../domain/reservation.ts";
import { type Env, settingsOf } from "../env.ts";
import { d1Ledger } from "../ledger/d1-ledger.ts";
import { createProviders } from "../providers/create-providers.ts";
import type { HoldCommand, HoldResult, ReleaseResult } from "./room-bookings.ts";
import { RoomObject } from "./room-object.ts";

/**
 * The Durable Object of one room: the only place where its availability and its bookings are
 * decided. A shell: it hands the platform's storage, clock and providers to RoomObject, and passes
 * calls on. Refusals come back as values; a thrown error is a bug.
 */
export class Room extends DurableObject<Env> {
  readonly #object: RoomObject;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    const slug = context.id.name ?? "";
    const room = catalogue.room(slug);
    if (room === undefined) throw new Error(`rooms.config.ts has no room "${slug}"`);
    const settings = settingsOf(env);
    const now = () => Date.now();
    this.#object = new RoomObject({
      room,
      discountsElsewhere: catalogue.discounts.map(({ id }) => id),
      storage: context.storage,
      providers: createProviders(settings, now),
      ledger: d1Ledger(env.LEDGER),
      publicUrl: settings.PUBLIC_URL,
      now,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      log: (line) => console.log(line),
    });
  }

  hold(command: HoldCommand): Promise<HoldResult> {
    return this.#object.bookings.hold(command);
  }

  release(reservation: string, secret: string): Promise<ReleaseResult> {
    return this.#object.bookings.release(reservation, secret);
  }

  record(reservation: string, factId: string, fact: Fact): { known: boolean; again: boolean } {
    return this.#object.bookings.record(reservation, factId, fact);
  }

  cancel(reservation: string, wanted: { amount?: number | undefined; reason: string }) {
    return this.#object.bookings.cancel(reservation, wanted);
  }

  availability(from: LocalDate, to: LocalDate): DayAvailability[] {
    return this.#object.bookings.availability(from, to);
  }

  reservation(id: string): Reservation | undefined {
    return this.#object.bookings.load(id);
  }

  /** Everything known of one reservation, without the secret that lets its guest pay: for staff. */
  story(id: string) {
    const reservation = this.#object.store.load(id);
    const secret = reservation?.payment?.secret;
    const story = {
      reservation,
      journal: this.#object.store.journal(id),
      effects: this.#object.outbox.rowsOf(id),
    };
    const text = JSON.stringify(story);
    return JSON.parse(secret ? text.replaceAll(secret, "[secret]") : text) as typeof story;
  }

  retry(effect: string): boolean {
    const found = this.#object.outbox.hurry(effect, Date.now());
    this.#object.arm();
    return found;
  }

  calendarPushed(channel: string, token: string): boolean {
    return this.#object.calendar.pushed(channel, token);
  }

  sweep(): void {
    this.#object.sweep();
  }

  override alarm(): Promise<void> {
    return this.#object.alarm();
  }
}
