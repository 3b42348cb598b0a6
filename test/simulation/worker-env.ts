import type { Env } from "../../src/env.ts";
import type { DeskObject } from "../../src/objects/desk/desk-object.ts";
import type { RoomObject } from "../../src/objects/room/room-object.ts";
import type { ServiceObject } from "../../src/objects/service/service-object.ts";
import type { SessionObject } from "../../src/objects/session/session-object.ts";
import type { SupplierObject } from "../../src/objects/supplier/supplier-object.ts";
import type { World } from "./world.ts";

/** The crons look after what else there is, too; in this world there is nothing. */
const NOTHING = { sweep: () => undefined };

/** The Worker's bindings: a stub of each object, whose calls can be lost on the way. */
export function workerEnv(world: World): Env {
  const env = {
    ROOM: { getByName: (slug: string) => roomStub(world, slug) },
    SERVICE: { getByName: (slug: string) => serviceStub(world, slug) },
    SESSION: { getByName: (slug: string) => sessionStub(world, slug) },
    SUPPLIER: { getByName: (slug: string) => supplierStub(world, slug) },
    DESK: { getByName: () => deskStub(world) },
    LEDGER: world.copies,
  };
  return env as unknown as Env;
}

function roomStub({ kind, rooms }: World, slug: string) {
  if (kind !== "rooms") return NOTHING;
  const { object } = named(rooms, slug);
  return {
    record: (...call: Parameters<RoomObject["holds"]["record"]>) =>
      object.call("record", (room) => room.holds.record(...call)),
  };
}

function serviceStub({ kind, services }: World, slug: string) {
  if (kind !== "services") return NOTHING;
  const { object } = named(services, slug);
  return {
    record: (...call: Parameters<ServiceObject["holds"]["record"]>) =>
      object.rpc("record", (service) => service.holds.record(...call)),
    sweep: () => object.rpc("sweep", (service) => service.sweep()),
  };
}

function sessionStub({ sessions }: World, slug: string) {
  const { object } = named(sessions, slug);
  return {
    record: (...call: Parameters<SessionObject["holds"]["record"]>) =>
      object.rpc("record", (session) => session.holds.record(...call)),
    sweep: () => object.rpc("sweep", (session) => session.sweep()),
  };
}

function supplierStub({ suppliers }: World, slug: string) {
  const { object } = named(suppliers, slug);
  return {
    accountChanged: (...call: Parameters<SupplierObject["accountChanged"]>) =>
      object.rpc("accountChanged", (supplier) => supplier.accountChanged(...call)),
  };
}

function deskStub({ desk }: World) {
  return {
    openStray: (...call: Parameters<DeskObject["openStray"]>) =>
      desk.call("openStray", (object) => object.openStray(...call)),
    resolveStray: (...call: Parameters<DeskObject["resolveStray"]>) =>
      desk.call("resolveStray", (object) => object.resolveStray(...call)),
    sweep: () => desk.call("sweep", (object) => object.arm()),
  };
}

function named<T extends { slug: string }>(all: readonly T[], slug: string): T {
  const found = all.find((one) => one.slug === slug);
  if (found === undefined) throw new Error(`no object ${slug}`);
  return found;
}
