import type { SessionReservation } from "../../src/domain/session/session-reservation.ts";
import { sessionLedger } from "../../src/ledger/session-ledger.ts";
import { memoryLedger } from "../memory-ledger.ts";
import { BEGUN, DAY, recordAll } from "./session-rows.ts";

/** A ledger in memory with these reservations in it. */
export async function ledgerOf(reservations: SessionReservation[], at = BEGUN + DAY) {
  const database = memoryLedger();
  await recordAll(sessionLedger(database), reservations, at);
  return database;
}
