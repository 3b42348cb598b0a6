import { underFaults } from "../faults.ts";
import { readForm } from "../read-form.ts";
import { answerRoute, type Route } from "../routes.ts";
import type { World } from "../world.ts";
import { dispatch } from "./delivery.ts";
import { faultAnswer, twilioError } from "./errors.ts";
import { listMessages } from "./list-messages.ts";
import { messageResource } from "./message-resource.ts";
import { readMessage } from "./read-message.ts";
import { type MessageRecord, messages } from "./records.ts";

const LIST = "/2010-04-01/Accounts/:account/Messages.json";
const ONE = "/2010-04-01/Accounts/:account/Messages/:sid";

type Handle = (request: Request, sid: string) => Response | Promise<Response>;

/** Answers everything under `/sandbox/twilio`: the message resource, for WhatsApp. */
export function twilioRoutes(world: World): (request: Request) => Promise<Response> {
  const route = (method: string, path: string, operation: string, handle: Handle): Route => ({
    method,
    path,
    handle: (request, { account = "", sid = "" }) => {
      if (!isAuthentic(world, request)) return twilioError(401, 20003, "Authenticate");
      if (account !== world.settings.keys.twilioAccountSid) return notFound(request);
      return underFaults(world, "twilio", operation, {
        perform: () => handle(request, sid.replace(/\.json$/, "")),
        fail: faultAnswer,
      });
    },
  });
  const routes = [
    route("POST", LIST, "messages.create", (request) => createMessage(world, request)),
    route("GET", LIST, "messages.list", (request) => listMessages(world, new URL(request.url))),
    route("GET", ONE, "messages.fetch", (request, sid) => {
      const message = messages(world).get(sid);
      if (message === undefined) return notFound(request);
      return Response.json(messageResource(world, message));
    }),
  ];
  return async (request) =>
    (await answerRoute(routes, "/sandbox/twilio", request)) ?? notFound(request);
}

async function createMessage(world: World, request: Request): Promise<Response> {
  const form = new URLSearchParams(await readForm(request));
  return world.transaction(() => {
    const read = readMessage(world, form);
    if ("code" in read) return twilioError(read.status, read.code, read.message);
    const now = world.now();
    const message: MessageRecord = {
      ...read,
      sid: messageSid(world),
      status: "queued",
      errorCode: null,
      createdAt: now,
      updatedAt: now,
      sentAt: null,
    };
    messages(world).put(message.sid, message, message.to);
    dispatch(world, message);
    return Response.json(messageResource(world, message), { status: 201 });
  });
}

function isAuthentic({ settings }: World, request: Request): boolean {
  const { twilioAccountSid, twilioAuthToken } = settings.keys;
  const expected = `Basic ${btoa(`${twilioAccountSid}:${twilioAuthToken}`)}`;
  return request.headers.get("authorization") === expected;
}

function notFound(request: Request): Response {
  const { pathname } = new URL(request.url);
  const path = pathname.replace("/sandbox/twilio", "");
  return twilioError(404, 20404, `The requested resource ${path} was not found`);
}

function messageSid(world: World): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(world.random() * 16).toString(16));
  return `SM${digits.join("")}`;
}
