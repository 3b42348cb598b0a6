import type { Experience } from "../../catalogue/catalogue.ts";
import type { Effect } from "../../domain/effect.ts";
import type { SessionName } from "../../domain/session/session-name.ts";
import { asSession } from "../../domain/session/session-reservation.ts";
import { sessionAt } from "../../domain/session/session-times.ts";
import {
  bookingUrl,
  composeForSession,
  type SessionComposer,
  type SignLink,
  sessionBookingFacts,
  unknownSupplier,
} from "../../outbox/compose-session.ts";
import type { SessionEffectDependencies } from "../../outbox/handler.ts";
import { sessionHandler } from "../../outbox/handlers.ts";
import { Outbox, type Row } from "../../outbox/outbox.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { PayoutAccount } from "../../providers/payouts.ts";
import type { Providers } from "../../providers/providers.ts";
import type { ObjectStorage } from "../../storage.ts";
import { BookableCore } from "../bookable-core.ts";
import type { Log } from "../event-log.ts";
import { migrate } from "../migrations.ts";
import type { PaidHolds } from "../paid-holds.ts";
import type { ReservationStore } from "../reservation-store.ts";
import { SessionBookings } from "./session-bookings.ts";
import { type CopyEffect, SessionCopy, type SessionLedger } from "./session-copy.ts";
import { sessionMigrations } from "./session-migrations.ts";
import { SessionSpots } from "./session-spots.ts";

/** What one session is made with. Nothing here is global: a simulator gives its own of everything. */
export interface SessionSurroundings {
  experience: Experience;
  name: SessionName;
  hotel: SessionComposer["hotel"];
  supplier: SessionComposer["supplier"];
  /** The account of a supplier of the catalogue; asks the provider while it is not ready. */
  payoutAccount: (supplier: string) => Promise<Outcome<PayoutAccount | undefined>>;
  sign: SignLink;
  storage: ObjectStorage;
  providers: Omit<Providers, "calendar" | "whatsapp">;
  ledger: SessionLedger;
  publicUrl: string;
  now: () => number;
  randomBytes: (length: number) => Uint8Array;
  log: Log;
}

/** One session, put together: its commands, its spots, and the core that drains its outbox. */
export class SessionObject {
  readonly bookings: SessionBookings;
  readonly holds: PaidHolds;
  readonly store: ReservationStore;
  readonly outbox: Outbox<Effect>;
  readonly #surroundings: SessionSurroundings;
  readonly #core: BookableCore<SessionEffectDependencies, CopyEffect>;
  readonly #copy: SessionCopy;

  constructor(surroundings: SessionSurroundings) {
    this.#surroundings = surroundings;
    const { experience, name, storage, now, log, randomBytes } = surroundings;
    migrate(storage, sessionMigrations);
    const spots = new SessionSpots(storage);
    this.#core = new BookableCore({
      storage,
      claims: spots,
      effects: this.#effects(),
      handlerOf: sessionHandler,
      attemptOwn: (row) => (isCopy(row) ? this.#copy.attempt(row) : undefined),
      log,
    });
    const { store, book, holds, outbox } = this.#core;
    this.store = store;
    this.holds = holds;
    this.outbox = outbox;
    this.#copy = this.#copyOf(spots);
    this.bookings = new SessionBookings({
      experience,
      name,
      storage,
      store,
      spots,
      book,
      holds,
      payoutAccount: (slug) => this.#payoutAccount(slug),
      copyToLedger: () => this.#copy.renew(),
      now,
      log,
      randomBytes,
    });
  }

  #effects(): SessionEffectDependencies {
    const { experience, providers, publicUrl, now } = this.#surroundings;
    const payoutAccount = (slug: string) => this.#payoutAccount(slug);
    const bookable = { ...experience, timeZone: experience.rules.timeZone };
    const composer: SessionComposer = {
      ...this.#surroundings,
      experience: bookable,
      payoutsMissing: async (slug) => {
        const account = await payoutAccount(slug);
        return account.kind === "ok" && !account.value?.transfersActive;
      },
    };
    return {
      ...providers,
      ledger: { record: (reservation, at) => this.#copy.record(asSession(reservation), at) },
      bookable,
      now,
      slotView: (reservation) => this.bookings.slotView(reservation),
      compose: (message, reservation) =>
        composeForSession(message, asSession(reservation), composer),
      factsOf: (reservation) => sessionBookingFacts(asSession(reservation), composer),
      bookingUrl: (reservation) => bookingUrl(asSession(reservation), composer),
      payoutAccount,
      publicUrl,
    };
  }

  #copyOf(spots: SessionSpots): SessionCopy {
    const { experience, name, storage, ledger, now, log } = this.#surroundings;
    return new SessionCopy({
      outbox: new Outbox<CopyEffect>(storage),
      spots,
      ledger,
      name,
      times: sessionAt(experience.rules, name.date, name.time),
      view: () => this.bookings.view(),
      addressOf: (reservation) => this.store.addressOf(reservation),
      nextDueAt: (except) => this.outbox.nextDueAt(except),
      now,
      log,
      arm: () => this.arm(),
    });
  }

  /**
   * Of the supplier that a reservation was made with, whoever gives the experience now. One that was
   * deleted from the catalogue has no account that could be asked for, and nobody else's will do.
   */
  async #payoutAccount(slug: string): Promise<Outcome<PayoutAccount | undefined>> {
    const { supplier, payoutAccount } = this.#surroundings;
    if (supplier(slug) !== undefined) return payoutAccount(slug);
    return { kind: "permanent", reason: unknownSupplier(slug) };
  }

  alarm(): Promise<void> {
    return this.#core.alarm();
  }

  /** Renews the copy in the ledger besides. */
  sweep(): void {
    this.#copy.renew();
    this.#core.sweep();
  }

  /**
   * Staff want an effect tried now. A transfer that was withheld is no effect any more, or never was
   * one: they decide by this that it is made.
   */
  retry(effect: string, early = false): boolean {
    return this.#core.retry(effect, early) || this.bookings.releaseSettlement(effect);
  }

  arm(): void {
    this.#core.arm();
  }
}

function isCopy(row: Row<Effect | CopyEffect>): row is Row<CopyEffect> {
  return row.effect.kind === "copy-session";
}
