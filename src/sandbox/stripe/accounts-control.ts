import type { Route } from "../routes.ts";
import type { World } from "../world.ts";
import { CAPABILITY_STATUSES, payOut, setCapabilities } from "./accounts-onboarding.ts";
import { connectedFunds } from "./balance.ts";

/**
 * `POST /sandbox/stripe/accounts/:id/capabilities { status }` gives an account its capabilities or
 * takes them away; `POST /sandbox/stripe/accounts/:id/payouts` pays everything it holds to its bank.
 */
export function connectControls(world: World): Route[] {
  return [
    {
      method: "POST",
      path: "/stripe/accounts/:id/capabilities",
      handle: async (request, { id = "" }) => {
        const wanted = await statusIn(request);
        const status = CAPABILITY_STATUSES.find((known) => known === wanted);
        if (status === undefined) {
          return refused(400, `status must be one of ${CAPABILITY_STATUSES.join(", ")}.`);
        }
        const account = world.transaction(() => setCapabilities(world, id, status));
        return account === undefined ? noAccount(id) : Response.json(account);
      },
    },
    {
      method: "POST",
      path: "/stripe/accounts/:id/payouts",
      handle: (_request, { id = "" }) => {
        const held = connectedFunds(world, id);
        return payOut(world, id, held) ? Response.json({ paidOut: held }) : noAccount(id);
      },
    },
  ];
}

async function statusIn(request: Request): Promise<unknown> {
  const body: unknown = await request.json().catch(() => undefined);
  return typeof body === "object" && body !== null && "status" in body ? body.status : undefined;
}

function noAccount(id: string): Response {
  return refused(404, `No such account: ${id}`);
}

function refused(status: number, detail: string): Response {
  return Response.json(
    { type: "about:blank", title: "Sandbox control call refused", status, detail },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}
