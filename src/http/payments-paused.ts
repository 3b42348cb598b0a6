import type { Context } from "./context.ts";
import { problem } from "./problem.ts";
import { deskStub } from "./stubs.ts";

/** The refusal while staff have paused payments (the classes document's feature flag). */
export async function paymentsPaused({ env }: Context): Promise<Response | undefined> {
  if (!(await deskStub(env).paymentsPaused())) return undefined;
  return problem("payments-paused", { detail: "Card payments are temporarily paused." });
}
