import { englishOf } from "../domain/english.ts";
import type { Operator } from "./operator.ts";

/** What guests may know of who they deal with: how to reach them, and whose zone, words and money count. */
export interface PublicOperator {
  name: string;
  email: string;
  phone?: string;
  address: string;
  timeZone: string;
  /** By which dates are written: "en-TT". */
  locale: string;
  currency: string;
}

export function publicOperator(operator: Operator): PublicOperator {
  const { name, email, phone, address, timeZone, currency } = operator;
  const locale = englishOf(operator);
  return {
    name,
    email,
    ...(phone !== undefined && { phone }),
    address,
    timeZone,
    locale,
    currency,
  };
}
