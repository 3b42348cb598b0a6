import { createRequire } from "node:module";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../../src/providers/mailersend/http-request.ts";

/** The client as MailerSend's SDK finds it. */
const ofMailerSend = createRequire(createRequire(import.meta.url).resolve("mailersend"));
const gaxios = ofMailerSend("gaxios") as { request: typeof request };

const CLIENTS = { theirs: gaxios.request, ours: request };

const call = {
  baseURL: "https://mail.test/v1/",
  url: "email",
  method: "POST",
  headers: { Authorization: "Bearer mlsn.1" },
  data: { subject: "Schön" },
  // As the SDK asks for them.
  responseType: "json",
  fetchImplementation: (input: string, init: object) => globalThis.fetch(input, init),
};

/** What a client sends, and what its caller is given or thrown. */
async function heard(client: typeof request, answer: () => Response) {
  let sent: unknown;
  vi.stubGlobal("fetch", async (input: RequestInfo, init?: RequestInit) => {
    const asked = new Request(input, init);
    const headers = Object.fromEntries(asked.headers);
    sent = { url: asked.url, method: asked.method, headers, body: await asked.json() };
    return answer();
  });
  const shown = ({ status, headers, data }: Awaited<ReturnType<typeof request>>) => ({
    status,
    headers: Object.fromEntries(headers),
    data,
  });
  const outcome = await client(call).then(
    (response) => ({ given: shown(response) }),
    ({ response }) => ({ thrown: response && shown(response) }),
  );
  return { sent, outcome };
}

afterEach(() => vi.unstubAllGlobals());

describe("what stands for MailerSend's HTTP client in the bundle", () => {
  it.each<[string, () => Response]>([
    [
      "an email that is taken",
      () => new Response(null, { status: 202, headers: { "x-message-id": "m1" } }),
    ],
    [
      "a field that is refused",
      () => Response.json({ errors: { "to.0": ["No."] } }, { status: 422 }),
    ],
    ["too many", () => new Response("{}", { status: 429, headers: { "retry-after": "7" } })],
    ["a proxy's own page", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    [
      "no answer",
      () => {
        throw new TypeError("network failure");
      },
    ],
  ])("does with %s what it does", async (_what, answer) => {
    const [theirs, ours] = [await heard(CLIENTS.theirs, answer), await heard(CLIENTS.ours, answer)];
    expect(ours).toEqual(theirs);
    expect(ours.sent).toMatchObject({ url: "https://mail.test/v1/email", body: call.data });
  });
});
