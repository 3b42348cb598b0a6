import type * as z from "zod";
import { type Body, checkBody } from "../read-body.ts";

/** The question of a GET as its schema reads it, or which field breaks which rule. */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): Body<T> {
  return checkBody(Object.fromEntries(new URL(request.url).searchParams), schema);
}
