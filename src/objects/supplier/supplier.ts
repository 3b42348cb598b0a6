import { DurableObject } from "cloudflare:workers";
import { catalogue } from "../../catalogue/catalogue.ts";
import { type Env, settingsOf } from "../../env.ts";
import { createProviders } from "../../providers/create-providers.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { PayoutAccount } from "../../providers/payouts.ts";
import { type AccountNews, SupplierObject } from "./supplier-object.ts";

/** The Durable Object of one supplier, by its slug. A shell around SupplierObject. */
export class Supplier extends DurableObject<Env> {
  readonly #object: SupplierObject;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    const slug = context.id.name ?? "";
    const supplier = catalogue.supplier(slug);
    if (supplier === undefined) throw new Error(`rooms.config.ts has no supplier "${slug}"`);
    const now = () => Date.now();
    this.#object = new SupplierObject({
      supplier,
      storage: context.storage,
      payouts: createProviders(settingsOf(env), now).payouts,
      now,
      log: (line) => console.log(line),
    });
  }

  account(): Promise<Outcome<PayoutAccount | undefined>> {
    return this.#object.account();
  }

  onboardingUrl(addresses: {
    returnUrl: string;
    refreshUrl: string;
  }): Promise<Outcome<{ url: string }>> {
    return this.#object.onboardingUrl(addresses);
  }

  accountChanged(account: string): Promise<AccountNews> {
    return this.#object.accountChanged(account);
  }

  /** What happened to the account, in order: for staff. */
  story() {
    return this.#object.journal();
  }
}
