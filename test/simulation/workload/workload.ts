import type { World } from "../world.ts";
import { planDoubleClaims } from "./double-claims.ts";
import { type Payer, planGuests } from "./guests.ts";
import { Inboxes } from "./inboxes.ts";
import { planRetries } from "./retries.ts";
import { planTripGuests } from "./service-guests.ts";
import { planServiceStaff } from "./service-staff.ts";
import { planSessionGuests } from "./session-guests.ts";
import { planReleases } from "./session-releases.ts";
import { planQuietComplaints, planSessionStaff } from "./session-staff.ts";
import { planStaff } from "./staff.ts";
import { planSuppliers } from "./suppliers.ts";
import { planClocks, planOddities, planSessionCrons, planSweeps } from "./surroundings.ts";

const PLANS: Record<World["kind"], (world: World) => Payer[]> = {
  rooms: planRooms,
  sessions: planSessions,
  services: planServices,
};

/** Plans everything that people do in a run. */
export function planWorkload(world: World): Payer[] {
  const guests = PLANS[world.kind](world);
  planRetries(world);
  return guests;
}

function planRooms(world: World): Payer[] {
  const guests = planGuests(world);
  for (const room of world.rooms) planStaff(world, room);
  planSweeps(world);
  planOddities(world);
  return guests;
}

function planSessions(world: World): Payer[] {
  const inboxes = new Inboxes(world);
  const guests = planSessionGuests(world, inboxes);
  planSuppliers(world, inboxes);
  planSessionStaff(world);
  planSessionCrons(world);
  planClocks(world);
  planReleases(world);
  planDoubleClaims(world);
  planQuietComplaints(world);
  return guests;
}

function planServices(world: World): Payer[] {
  const guests = planTripGuests(world);
  planServiceStaff(world);
  planSweeps(world);
  planClocks(world);
  return guests;
}
