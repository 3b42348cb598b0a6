import type { SimulatedSession } from "../../simulated-session.ts";
import { type Evidence, type Rules, rowsOf } from "../evidence.ts";
import { spotsIn } from "./evidence-of-sessions.ts";

const HOLDING = ["approved", "paid", "confirmed"];
const CLAIMS = "SELECT reservation || ' ' || spots AS claim FROM claims ORDER BY 1";
const HOLDERS = `SELECT id || ' ' || (state ->> 'participants') AS claim FROM reservations
  WHERE status IN ('approved', 'paid', 'confirmed') ORDER BY 1`;
const SELLING = ["Hold placed", "Request accepted", "Payment captured"];

/** No spot is sold twice, and spots are taken by exactly those who hold something. */
export const spots: Rules = {
  onLog(evidence, { message }) {
    if (!SELLING.includes(message)) return;
    for (const session of evidence.world.sessions) notOversold(evidence, session);
  },

  sample(evidence) {
    for (const session of evidence.world.sessions) claimsAreTheHolders(evidence, session);
  },

  atTheEnd(evidence) {
    for (const session of evidence.world.sessions) {
      notOversold(evidence, session);
      claimsAreTheHolders(evidence, session);
    }
  },
};

function notOversold(evidence: Evidence, session: SimulatedSession): void {
  const [opened] = rowsOf<{ spots_total: number }>(session, "SELECT spots_total FROM session");
  const total = opened?.spots_total ?? 0;
  const sold = spotsIn(session)
    .filter(({ status }) => HOLDING.includes(status))
    .reduce((sum, { participants }) => sum + participants, 0);
  if (sold > total) evidence.fail("oversold", `${session.slug}: ${sold} of ${total}`);
}

function claimsAreTheHolders(evidence: Evidence, session: SimulatedSession): void {
  const claims = rowsOf<{ claim: string }>(session, CLAIMS);
  const holders = rowsOf<{ claim: string }>(session, HOLDERS);
  const [claimed, held] = [claims, holders].map((rows) => rows.map(({ claim }) => claim).join());
  if (claimed !== held) {
    evidence.fail("claims are not the holders", `${session.slug}: ${claimed} instead of ${held}`);
  }
}
