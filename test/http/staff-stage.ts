import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { vi } from "vitest";
import { type Env, settingsOf } from "../../src/env.ts";
import type { Context } from "../../src/http/context.ts";
import { router } from "../../src/http/router.ts";
import type { RoomObject } from "../../src/objects/room/room-object.ts";
import { type Storied, storyOf } from "../../src/objects/story.ts";
import { createProviders } from "../../src/providers/create-providers.ts";
import { appVariables } from "../../src/sandbox/local-config.ts";
import { makeStage, type StageOptions } from "../stage.ts";

const BASE = "http://localhost:8787";
const TEAM = "https://temple.cloudflareaccess.com";
const AUDIENCE = "staff-of-the-temple";
export const WHO = "joe@labourtemple.example";

const keys = await generateKeyPair("RS256", { extractable: true });
const strangersKeys = await generateKeyPair("RS256", { extractable: true });
const certs = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one", alg: "RS256" }] };

/** What Access puts on a request of a member of the team; `claims` to get something of it wrong. */
export function accessToken(claims: object = {}, signedByStranger = false): Promise<string> {
  const { privateKey } = signedByStranger ? strangersKeys : keys;
  return new SignJWT({ email: WHO, iss: TEAM, aud: AUDIENCE, ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "one" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);
}

/** The staged product with Access in front of its staff API, and objects that staff may ask. */
export async function staffStage(options: StageOptions = {}) {
  const stage = makeStage(options);
  const toVendors = globalThis.fetch;
  vi.stubGlobal("fetch", async (input: RequestInfo, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    return url === `${TEAM}/cdn-cgi/access/certs` ? Response.json(certs) : toVendors(input, init);
  });
  const settings = settingsOf({
    ...appVariables(BASE, {}, {}),
    ACCESS_TEAM_DOMAIN: TEAM,
    ACCESS_AUDIENCE: AUDIENCE,
  });
  const { sessions, services, desk, ledger, now } = stage;
  const silent = new Set<string>();
  const staffOf = (object: Storied & Pick<RoomObject, "retry">, name: string) => ({
    story: async (id: string) => {
      if (silent.has(name)) throw new Error("the object is gone");
      return storyOf(object, id);
    },
    retry: (effect: string, early?: boolean) => object.retry(effect, early),
  });
  const room = () => {
    const object = stage.object();
    const { holds } = object;
    return {
      ...staffOf(object, stage.room.slug),
      cancel: holds.cancel.bind(holds),
      reservation: holds.load.bind(holds),
      sweep: () => object.sweep(),
    };
  };
  /** A room of which nothing is known here. */
  const silentOne = { story: async () => ({ journal: [], effects: [] }) };
  const env = {
    ROOM: { getByName: (slug: string) => (slug === stage.room.slug ? room() : silentOne) },
    SERVICE: {
      getByName: (slug: string) => ({
        ...services.stub(slug),
        ...staffOf(services.service(slug).object, slug),
      }),
    },
    SESSION: {
      getByName: (name: string) => ({
        ...sessions.stub(name),
        ...staffOf(sessions.session(name).object, name),
      }),
    },
    DESK: {
      getByName: () => ({
        strayPayments: () => desk.strayPayments(),
        resolveStray: desk.resolveStray.bind(desk),
        pausePayments: desk.pausePayments.bind(desk),
        effects: () => desk.effects(),
        retry: desk.retry.bind(desk),
      }),
    },
    LEDGER: ledger,
  } as unknown as Env;
  const { payments } = createProviders(settings, now);
  const context: Context = {
    env,
    settings,
    payments,
    now,
    log: (line) => void stage.log.push(line),
  };
  const token = await accessToken();

  function ask(path: string, init: RequestInit = {}, assertion = token): Promise<Response> {
    const headers = { "cf-access-jwt-assertion": assertion, ...init.headers };
    const url = `${BASE}/api/staff${path}`;
    return router.fetch(new Request(url, { ...init, headers }), context);
  }

  return {
    ...stage,
    ask,
    /** Makes an object answer with nothing but an error. */
    silence: (name: string) => void silent.add(name),
    async read<Answer>(path: string): Promise<Answer> {
      const answer = await ask(path);
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Answer;
    },
    tell(path: string, body: unknown): Promise<Response> {
      const headers = { "content-type": "application/json" };
      return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
    },
  };
}

export type StaffStage = Awaited<ReturnType<typeof staffStage>>;

export interface Refused {
  status: number;
  code: string;
  violations?: { field: string; code: string; message: string }[];
}

export async function refusalOf(answer: Response): Promise<Refused> {
  return { ...((await answer.json()) as Refused), status: answer.status };
}
