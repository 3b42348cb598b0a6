import type { ServiceText } from "../../domain/effect.ts";
import { CLIENT_FOLLOW_UP } from "./client-follow-up.ts";
import { OWNER_DISPATCH } from "./owner-dispatch.ts";
import { OWNER_UNDELIVERED_TEXT } from "./owner-undelivered-text.ts";
import type { TextVariables } from "./text-variables.ts";

export const SERVICE_TEXT_VARIABLES: Record<ServiceText, TextVariables> = {
  "client-follow-up": CLIENT_FOLLOW_UP,
  "owner-dispatch": OWNER_DISPATCH,
  "owner-undelivered-text": OWNER_UNDELIVERED_TEXT,
};

/** The names that a template of this message may use for its numbered variables. */
export function textVariableNames(message: ServiceText): string[] {
  return Object.keys(SERVICE_TEXT_VARIABLES[message]);
}
