import { catalogue } from "../../src/catalogue/catalogue.ts";
import { type Env, settingsOf } from "../../src/env.ts";
import type { Context } from "../../src/http/context.ts";
import type { LogLine } from "../../src/objects/event-log.ts";
import { SupplierObject } from "../../src/objects/supplier/supplier-object.ts";
import { stripeClient } from "../../src/providers/stripe/client.ts";
import { stripePayments } from "../../src/providers/stripe/stripe-payments.ts";
import { stripePayouts } from "../../src/providers/stripe/stripe-payouts.ts";
import { appVariables } from "../../src/sandbox/local-config.ts";
import { objectStorage } from "../object-storage.ts";
import { BASE, makeBench } from "../sandbox/bench.ts";

/** The catalogue's first supplier: the doors know no others. */
export const SLUG = catalogue.suppliers[0]?.slug ?? "";

/** A supplier's doors and object on the sandbox's Stripe, under the sandbox's clock. */
export function supplierStage() {
  const bench = makeBench();
  const settings = settingsOf({ ...appVariables("http://localhost:8787", {}, {}) });
  const log: LogLine[] = [];
  const say = (line: LogLine) => void log.push(line);
  const fetcher: typeof fetch = (input, init) => bench.sandbox.handle(new Request(input, init));
  const stripe = stripeClient({
    secretKey: settings.STRIPE_SECRET_KEY,
    apiBase: `${BASE}/sandbox/stripe`,
    fetch: fetcher,
  });
  const supplier = catalogue.supplier(SLUG);
  if (supplier === undefined) throw new Error("the catalogue has no supplier");
  const object = new SupplierObject({
    supplier,
    storage: objectStorage(),
    payouts: stripePayouts(stripe),
    now: bench.now,
    log: say,
  });
  const stubOf = (slug: string) => {
    if (slug !== SLUG) throw new Error(`nobody should ask for ${slug}`);
    return object;
  };
  const context: Context = {
    env: { SUPPLIER: { getByName: stubOf } } as unknown as Env,
    settings,
    payments: stripePayments(stripe),
    now: bench.now,
    log: say,
  };
  return {
    bench,
    context,
    object,
    log,
    messages: () => log.map(({ message }) => message),
    accounts: () => bench.sandbox.state().stripe.accounts,
    fault: (operation: string, mode: string, more: object = {}) =>
      bench.control("POST", "/faults", { provider: "stripe", operation, mode, ...more }),
  };
}
