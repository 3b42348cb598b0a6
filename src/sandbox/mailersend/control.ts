import type { Route } from "../routes.ts";
import type { World } from "../world.ts";
import { ACTIVITIES, recordActivity } from "./webhooks.ts";

/** What happens to an email later: it comes back, or its reader complains. */
export function mailersendControls(world: World): Route[] {
  return [
    {
      method: "POST",
      path: "/mailersend/emails/:id/activity",
      handle: async (request, { id = "" }) => {
        const { type } = await request
          .json<{ type?: unknown }>()
          .catch(() => ({ type: undefined }));
        const activity = ACTIVITIES.find((known) => known === type);
        if (activity === undefined) return refused(`type must be one of ${ACTIVITIES.join(", ")}.`);
        const email = world.transaction(() => recordActivity(world, id, activity));
        return email === undefined
          ? refused(`No such email: ${id}`)
          : Response.json({ id, activity });
      },
    },
  ];
}

function refused(detail: string): Response {
  const title = "Sandbox control call refused";
  return Response.json({ type: "about:blank", title, status: 400, detail }, { status: 400 });
}
