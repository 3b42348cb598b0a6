import type { Service } from "../../catalogue/catalogue.ts";
import type { Effect } from "../../domain/effect.ts";
import { asService } from "../../domain/service/service-reservation.ts";
import {
  composeForService,
  composeText,
  returnUrls,
  tripFacts,
} from "../../outbox/compose-service.ts";
import type { LedgerCopy, ServiceEffectDependencies } from "../../outbox/handler.ts";
import { serviceHandler } from "../../outbox/handlers.ts";
import type { Outbox } from "../../outbox/outbox.ts";
import type { Providers } from "../../providers/providers.ts";
import type { ObjectStorage } from "../../storage.ts";
import { BookableCore } from "../bookable-core.ts";
import type { Log } from "../event-log.ts";
import { migrate } from "../migrations.ts";
import type { PaidHolds } from "../paid-holds.ts";
import type { ReservationStore } from "../reservation-store.ts";
import { ServiceBookings } from "./service-bookings.ts";
import { serviceMigrations } from "./service-migrations.ts";
import { ServiceVehicles } from "./service-vehicles.ts";

/** What one service is made with. Nothing here is global: a simulator gives its own of everything. */
export interface ServiceSurroundings {
  service: Service;
  storage: ObjectStorage;
  providers: Omit<Providers, "calendar" | "payouts">;
  ledger: LedgerCopy;
  publicUrl: string;
  now: () => number;
  randomBytes: (length: number) => Uint8Array;
  log: Log;
}

/** One service, put together: its commands, its vehicles, and the core that drains its outbox. */
export class ServiceObject {
  readonly bookings: ServiceBookings;
  readonly holds: PaidHolds;
  readonly store: ReservationStore;
  readonly outbox: Outbox<Effect>;
  readonly #surroundings: ServiceSurroundings;
  readonly #core: BookableCore<ServiceEffectDependencies>;

  constructor(surroundings: ServiceSurroundings) {
    this.#surroundings = surroundings;
    const { service, storage, now, log, randomBytes } = surroundings;
    migrate(storage, serviceMigrations);
    const vehicles = new ServiceVehicles(storage, service.rules.vehicles);
    this.#core = new BookableCore({
      storage,
      claims: vehicles,
      effects: this.#effects(),
      handlerOf: serviceHandler,
      log,
    });
    const { store, book, holds, outbox } = this.#core;
    this.store = store;
    this.holds = holds;
    this.outbox = outbox;
    this.bookings = new ServiceBookings({
      service,
      storage,
      store,
      vehicles,
      book,
      holds,
      now,
      log,
      randomBytes,
    });
  }

  #effects(): ServiceEffectDependencies {
    const { service, providers, ledger, publicUrl, now } = this.#surroundings;
    const bookable = { ...service, timeZone: service.rules.timeZone };
    const composer = { service: bookable, publicUrl, now };
    return {
      ...providers,
      ledger,
      bookable,
      now,
      slotView: (reservation) => this.bookings.slotView(reservation),
      compose: (message, reservation, about) =>
        composeForService(message, asService(reservation), composer, about),
      composeText: (message, reservation, about) =>
        composeText(message, asService(reservation), composer, about),
      returnUrls: (reservation) => returnUrls(asService(reservation), composer),
      factsOf: (reservation) => tripFacts(asService(reservation), composer),
      publicUrl,
    };
  }

  alarm(): Promise<void> {
    return this.#core.alarm();
  }

  sweep(): void {
    this.#core.sweep();
  }

  retry(effect: string, early = false): boolean {
    return this.#core.retry(effect, early);
  }

  arm(): void {
    this.#core.arm();
  }
}
