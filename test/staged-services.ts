import { catalogue } from "../src/catalogue/catalogue.ts";
import type { Settings } from "../src/env.ts";
import { d1Ledger } from "../src/ledger/d1-ledger.ts";
import type { Log } from "../src/objects/event-log.ts";
import type { TripCommand } from "../src/objects/service/service-bookings.ts";
import { ServiceObject } from "../src/objects/service/service-object.ts";
import type { Providers } from "../src/providers/providers.ts";
import { StagedObject } from "./staged-object.ts";

export interface StagedServicesOptions {
  settings: Settings;
  providers: Providers;
  ledger: D1Database;
  now: () => number;
  log: Log;
}

/** Every transport service that is asked for, each on storage of its own. */
export function stagedServices({ settings, providers, ledger, now, log }: StagedServicesOptions) {
  const services = new Map<string, StagedObject<ServiceObject>>();

  function service(slug: string): StagedObject<ServiceObject> {
    const known = services.get(slug);
    if (known !== undefined) return known;
    const found = catalogue.service(slug);
    if (found === undefined) throw new Error(`no service ${slug}`);
    const made = new StagedObject(
      (storage) =>
        new ServiceObject({
          service: found,
          storage,
          providers,
          ledger: d1Ledger(ledger),
          publicUrl: settings.PUBLIC_URL,
          now,
          randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
          log,
        }),
    );
    services.set(slug, made);
    return made;
  }

  return {
    service,
    all: () => [...services.values()],
    stub(slug: string) {
      const staged = service(slug);
      const { holds } = staged.object;
      return {
        hold: (command: TripCommand) => staged.living((object) => object.bookings.hold(command)),
        release: (id: string, secret: string) =>
          staged.living((object) => object.holds.release(id, secret)),
        record: holds.record.bind(holds),
        cancel: holds.cancel.bind(holds),
        reservation: holds.load.bind(holds),
        sweep: () => staged.object.sweep(),
      };
    },
  };
}
