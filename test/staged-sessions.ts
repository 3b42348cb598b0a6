import { catalogue, type Experience, type Supplier } from "../src/catalogue/catalogue.ts";
import { parseSessionName } from "../src/domain/session/session-name.ts";
import type { Settings } from "../src/env.ts";
import { sessionLedger } from "../src/ledger/session-ledger.ts";
import type { Log } from "../src/objects/event-log.ts";
import type { SessionCommand } from "../src/objects/session/session-bookings.ts";
import type { SessionLedger } from "../src/objects/session/session-copy.ts";
import { SessionObject } from "../src/objects/session/session-object.ts";
import { SupplierObject } from "../src/objects/supplier/supplier-object.ts";
import type { Providers } from "../src/providers/providers.ts";
import { signLink } from "../src/signed-links.ts";
import { objectStorage } from "./object-storage.ts";
import { runningLife, StagedObject } from "./staged-object.ts";

export interface StagedSessionsOptions {
  /** Asked in each life of an object, so that a restart can be a deployment. */
  change: (experience: Experience) => Experience;
  /** The catalogue's suppliers. */
  supplier: (slug: string) => Supplier | undefined;
  settings: Settings;
  providers: Providers;
  ledger: D1Database;
  now: () => number;
  log: Log;
}

/** The ledger as an object sees it: whoever has crashed hears no answer any more. */
function whileLiving(ledger: SessionLedger): SessionLedger {
  async function answer<T>(call: Promise<T>): Promise<T> {
    const caller = runningLife();
    const outcome = await call;
    const isAlive = caller === undefined || caller.object.life === caller.life;
    return isAlive ? outcome : new Promise<never>(() => {});
  }
  return {
    record: (...call) => answer(ledger.record(...call)),
    recordSession: (session, at) => answer(ledger.recordSession(session, at)),
  };
}

/** Every session and every supplier that is asked for, each on storage of its own. */
export function stagedSessions(options: StagedSessionsOptions) {
  const { change, settings, providers, ledger, now, log } = options;
  const sessions = new Map<string, StagedObject<SessionObject>>();
  const suppliers = new Map<string, SupplierObject>();

  function supplier(slug: string): SupplierObject {
    const known = suppliers.get(slug);
    if (known !== undefined) return known;
    const found = catalogue.supplier(slug);
    if (found === undefined) throw new Error(`no supplier ${slug}`);
    const { payouts } = providers;
    const made = new SupplierObject({
      supplier: found,
      storage: objectStorage(),
      payouts,
      now,
      log,
    });
    suppliers.set(slug, made);
    return made;
  }

  function session(name: string): StagedObject<SessionObject> {
    const known = sessions.get(name);
    if (known !== undefined) return known;
    const parsed = parseSessionName(name);
    const found = parsed && catalogue.experience(parsed.experience);
    if (parsed === undefined || found === undefined) throw new Error(`no session ${name}`);
    const made = new StagedObject(
      (storage) =>
        new SessionObject({
          experience: change(found),
          name: parsed,
          supplier: options.supplier,
          hotel: (slug) => catalogue.hotel(slug),
          payoutAccount: (slug) => supplier(slug).account(),
          sign: (link) => signLink({ secret: settings.LINK_SECRET, ...link }),
          storage,
          providers,
          ledger: whileLiving(sessionLedger(ledger)),
          publicUrl: settings.PUBLIC_URL,
          now,
          randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
          log,
        }),
    );
    sessions.set(name, made);
    return made;
  }

  return {
    session,
    supplier,
    all: () => [...sessions.values()],
    supplierStub: (slug: string) => supplier(slug),
    stub(name: string) {
      const staged = session(name);
      const { bookings, holds } = staged.object;
      return {
        view: () => bookings.view(),
        open: (spots: number | undefined) => bookings.open(spots),
        hold: (command: SessionCommand) => staged.living((object) => object.bookings.hold(command)),
        request: (command: SessionCommand) => bookings.request(command),
        accept: (id: string) => staged.living((object) => object.bookings.accept(id)),
        decline: (id: string) => bookings.decline(id),
        cancelByGuest: (id: string) => bookings.cancelByGuest(id),
        reportCompletion: (id: string) => bookings.reportCompletion(id),
        reportNoExperience: (id: string) => bookings.reportNoExperience(id),
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
