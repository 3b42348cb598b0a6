import { catalogue } from "../catalogue/catalogue.ts";
import type { Env } from "../env.ts";

/** The supplier's object, if the catalogue has the supplier. */
export function supplierStub(env: Env, slug: string) {
  return catalogue.supplier(slug) && env.SUPPLIER.getByName(slug);
}
