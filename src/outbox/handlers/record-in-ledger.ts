import { nothing } from "../../domain/decision.ts";
import type { EffectHandler } from "../handler.ts";
import { mapOk } from "../map-ok.ts";

/** Brings the ledger's copy up to what is true now, which may be later than what asked for it. */
export const recordInLedger: EffectHandler<{ kind: "record-in-ledger" }> = {
  async run({ reservation }, { ledger, now }) {
    return mapOk(await ledger.record(reservation, now()), () => () => nothing);
  },
  neverEnds: true,
};
