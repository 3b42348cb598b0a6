import type { World } from "../world.ts";
import { invalidParameter, isRefusal, type StripeRefusal } from "./errors.ts";
import { shownMethod } from "./payment-methods.ts";
import { charges, paymentIntents, paymentLinks, paymentMethods } from "./records.ts";

/** Depth that Stripe allows. https://docs.stripe.com/api/expanding_objects */
const DEPTH_MAX = 4;

type Fields = Record<string, unknown>;

const LOADERS: Record<string, (world: World, id: string) => object | undefined> = {
  latest_charge: (world, id) => charges(world).get(id),
  charge: (world, id) => charges(world).get(id),
  payment_intent: (world, id) => paymentIntents(world).get(id)?.shown,
  payment_link: (world, id) => paymentLinks(world).get(id)?.shown,
  payment_method: (world, id) => {
    const method = paymentMethods(world).get(id);
    return method === undefined ? undefined : shownMethod(method);
  },
};

/** Replaces ids by the objects they name, for every path in `expand`. */
export function expandObject(
  world: World,
  object: object,
  expand: string[] | undefined,
): object | StripeRefusal {
  let expanded: object = object;
  for (const path of expand ?? []) {
    const parts = path.split(".");
    if (parts.length > DEPTH_MAX) {
      return invalidParameter(
        `You cannot expand more than ${DEPTH_MAX} levels of a property.`,
        "expand",
      );
    }
    const result = expandPath(world, expanded, parts, path);
    if (isRefusal(result)) return result;
    expanded = result;
  }
  return expanded;
}

function expandPath(
  world: World,
  object: object,
  [first = "", ...rest]: string[],
  path: string,
): object | StripeRefusal {
  const fields = object as Fields;
  if (!(first in fields)) {
    return invalidParameter(`This property cannot be expanded (${path}).`, "expand[0]");
  }
  const value = fields[first];
  if (Array.isArray(value)) {
    const items = value.map((item: object) =>
      rest.length === 0 ? item : expandPath(world, item, rest, path),
    );
    return items.find(isRefusal) ?? { ...fields, [first]: items };
  }
  const loader = LOADERS[first];
  const loaded = typeof value === "string" && loader !== undefined ? loader(world, value) : value;
  if (loaded === null || loaded === undefined) return object;
  if (typeof loaded !== "object") {
    return invalidParameter(`This property cannot be expanded (${path}).`, "expand[0]");
  }
  if (rest.length === 0) return { ...fields, [first]: loaded };
  const inner = expandPath(world, loaded, rest, path);
  return isRefusal(inner) ? inner : { ...fields, [first]: inner };
}
