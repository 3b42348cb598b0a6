import { randomId } from "../random-id.ts";
import { readForm } from "../read-form.ts";
import type { World } from "../world.ts";
import { finishOnboarding } from "./accounts-onboarding.ts";
import { onboardingHtml } from "./onboarding-html.ts";
import { type AccountLinkRecord, accountLinks, accounts } from "./records.ts";

/** How long a person may take over the form once they have opened it. */
const VISIT_MS = 30 * 60_000;

/**
 * `GET`: the page behind an Account Link. The first visit uses the link up; a later one, or one that
 * comes too late, is sent to the `refresh_url`. https://docs.stripe.com/api/account_links
 */
export function onboardingPage(world: World, id: string): Response {
  const link = accountLinks(world).get(id);
  const account = link && accounts(world).get(link.account);
  if (link === undefined || account === undefined) return unknownLink();
  const now = world.now();
  if (link.visit !== undefined || now >= link.expiresAt) return redirect(302, link.refreshUrl);
  const token = randomId(world, "", 24);
  accountLinks(world).put(id, { ...link, visit: { token, endsAt: now + VISIT_MS } });
  return new Response(onboardingHtml(account.shown, token), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}

/** `POST visit=…&outcome=finish|verify|leave`: what the person does, then back to `return_url`. */
export async function leaveOnboarding(
  world: World,
  request: Request,
  id: string,
): Promise<Response> {
  const form = new URLSearchParams(await readForm(request));
  const link = accountLinks(world).get(id);
  if (link === undefined) return unknownLink();
  if (!isVisit(link, form.get("visit"), world.now())) return redirect(303, link.refreshUrl);
  const outcome = form.get("outcome");
  world.transaction(() => {
    if (outcome === "finish") finishOnboarding(world, link.account, "active");
    if (outcome === "verify") finishOnboarding(world, link.account, "pending");
  });
  return redirect(303, link.returnUrl);
}

function isVisit({ visit }: AccountLinkRecord, token: string | null, now: number): boolean {
  return visit !== undefined && visit.token === token && now < visit.endsAt;
}

function redirect(status: 302 | 303, location: string): Response {
  return new Response(null, { status, headers: { location, "cache-control": "no-store" } });
}

function unknownLink(): Response {
  return new Response("There is no such Account Link.\n", { status: 404 });
}
