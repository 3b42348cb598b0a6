import { catalogue, type Experience } from "../../src/catalogue/catalogue.ts";
import { type SessionName, sessionName } from "../../src/domain/session/session-name.ts";
import { SessionObject } from "../../src/objects/session/session-object.ts";
import { SupplierObject } from "../../src/objects/supplier/supplier-object.ts";
import type { ObjectStorage } from "../../src/storage.ts";
import type { Party } from "./network.ts";
import { SimulatedObject } from "./platform.ts";
import type { Random } from "./random.ts";
import { PUBLIC_URL, type World } from "./world.ts";

const HOUR_MS = 60 * 60_000;

export interface SimulatedSession {
  /** Its object's name. */
  slug: string;
  experience: Experience;
  name: SessionName;
  object: SimulatedObject<SessionObject>;
}

export interface SimulatedSupplier {
  slug: string;
  email: string;
  object: SimulatedObject<SupplierObject>;
}

/** Prices whose shares are no whole cents, and fewer spots than guests: everybody is in the way. */
const EXPERIENCES = [
  { slug: "linocut-workshop", price: 4333, spots: [4, 6] },
  { slug: "union-choir-evening", price: 2999, spots: [4, 8] },
  { slug: "banner-painting", price: 5501, spots: [3, 6] },
] as const;

/** One by schedule, one of its kind that only a request opens, one on request only, one class. */
const SESSIONS: readonly SessionName[] = [
  { experience: "linocut-workshop", date: "2026-11-28", time: "10:00" },
  { experience: "linocut-workshop", date: "2026-11-29", time: "11:00" },
  { experience: "union-choir-evening", date: "2026-11-30", time: "18:00" },
  { experience: "banner-painting", date: "2026-11-29", time: "13:00" },
];

/** So that guests can cancel these sessions, which begin within days, in time and too late. */
const CANCELLATION_MS = 36 * HOUR_MS;

export function simulatedSuppliers(world: World): SimulatedSupplier[] {
  return catalogue.suppliers.map((supplier) => {
    const make = (storage: ObjectStorage, party: Party) =>
      new SupplierObject({
        supplier,
        storage,
        payouts: world.stripePorts(party).payouts,
        now: world.clock,
        log: world.say,
      });
    const { slug, email } = supplier;
    return { slug, email, object: new SimulatedObject(`supplier ${slug}`, world, make) };
  });
}

export function simulatedSessions(world: World): SimulatedSession[] {
  const random = world.random.fork();
  const experiences = EXPERIENCES.map(({ slug, price, spots: [fewest, most] }) =>
    smaller(slug, price, random.between(fewest, most)),
  );
  return SESSIONS.map((name) => {
    const experience = experiences.find(({ slug }) => slug === name.experience);
    if (experience === undefined) throw new Error(`no experience ${name.experience}`);
    return simulatedSession(world, experience, name, random.fork());
  });
}

function smaller(slug: string, pricePerPerson: number, maximum: number): Experience {
  const experience = catalogue.experience(slug);
  if (experience === undefined) throw new Error(`no experience ${slug}`);
  return {
    ...experience,
    pricing: { ...experience.pricing, pricePerPerson },
    rules: { ...experience.rules, participants: { minimum: 1, maximum } },
    cancellationMs: CANCELLATION_MS,
  };
}

function supplierOf(world: World, slug: string): SimulatedSupplier {
  const found = world.suppliers.find((one) => one.slug === slug);
  if (found === undefined) throw new Error(`no supplier ${slug}`);
  return found;
}

function simulatedSession(
  world: World,
  experience: Experience,
  name: SessionName,
  random: Random,
): SimulatedSession {
  const slug = sessionName(name);
  const make = (storage: ObjectStorage, party: Party) =>
    new SessionObject({
      experience,
      name,
      hotel: (hotel) => catalogue.hotel(hotel),
      supplier: (supplier) => catalogue.supplier(supplier),
      payoutAccount: (supplier) =>
        supplierOf(world, supplier).object.rpc("account", (one) => one.account(), party),
      // Signing takes a turn of the event loop, which the scheduler does not wait for.
      sign: ({ purpose, subject, expiresAt }) =>
        Promise.resolve(`${purpose}.${subject}.${expiresAt}`),
      storage,
      providers: { ...world.stripePorts(party), mail: world.mailPort(party) },
      ledger: world.sessionLedger(party),
      publicUrl: PUBLIC_URL,
      now: world.clock,
      randomBytes: (length) => random.bytes(length),
      log: world.say,
    });
  // The crons know a session by its copy in the ledger, and look when that says so: an alarm that is
  // lost before it is copied would be found by nobody (docs/reliability.md).
  const isWatched = (alarmAt: number) => (world.nextDueAt(name) ?? Infinity) <= alarmAt;
  return { slug, experience, name, object: new SimulatedObject(slug, world, make, isWatched) };
}
