import type { SimulatedService } from "../../simulated-service.ts";
import { type Evidence, type Rules, rowsOf } from "../evidence.ts";
import { tripsIn } from "./evidence-of-services.ts";

const HOLDING = ["approved", "paid", "confirmed"];
/** Written down a second time: what each service has. */
const VEHICLES = 2;
const CLAIMS = "SELECT reservation || ' ' || vehicles AS claim FROM claims ORDER BY 1";
const HOLDERS = `SELECT id || ' ' || (state ->> '$.trip.vehicles') AS claim FROM reservations
  WHERE status IN ('approved', 'paid', 'confirmed') ORDER BY 1`;

/** No vehicle is out twice at once, and vehicles are taken by exactly those who hold a trip. */
export const vehicles: Rules = {
  onLog(evidence, { message }) {
    if (message !== "Hold placed" && message !== "Payment captured") return;
    for (const service of evidence.world.services) neverTooMany(evidence, service);
  },

  sample(evidence) {
    for (const service of evidence.world.services) claimsAreTheHolders(evidence, service);
  },

  atTheEnd(evidence) {
    for (const service of evidence.world.services) {
      neverTooMany(evidence, service);
      claimsAreTheHolders(evidence, service);
    }
  },
};

/** Most are out where a trip begins. */
function neverTooMany(evidence: Evidence, service: SimulatedService): void {
  const held = tripsIn(service).filter(({ status }) => HOLDING.includes(status));
  for (const { trip, id } of held) {
    const out = held
      .filter((one) => one.trip.startsAt <= trip.startsAt && trip.startsAt < one.trip.endsAt)
      .reduce((sum, one) => sum + one.trip.vehicles, 0);
    if (out > VEHICLES) evidence.fail("oversold", `${id}: ${out} vehicles out`);
  }
}

function claimsAreTheHolders(evidence: Evidence, service: SimulatedService): void {
  const claims = rowsOf<{ claim: string }>(service, CLAIMS);
  const holders = rowsOf<{ claim: string }>(service, HOLDERS);
  const [claimed, held] = [claims, holders].map((rows) => rows.map(({ claim }) => claim).join());
  if (claimed !== held) {
    evidence.fail("claims are not the holders", `${service.slug}: ${claimed} instead of ${held}`);
  }
}
