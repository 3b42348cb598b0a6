import type { Bench } from "./bench.ts";

/** A guest's browser on the hosted pages: it follows nothing by itself. */
export interface Page {
  status: number;
  text: string;
  /** Where the page leads; "" when it stays. */
  location: string;
}

/** Cards of the sandbox, as people type their numbers. */
export const CARDS = {
  pays: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  needsBank: "4000 0027 6000 3184",
  processesThenPays: "4000 0088 8888 1005",
  processesThenFails: "4000 0088 8888 2003",
};

export async function visit(bench: Bench, address: string): Promise<Page> {
  return pageOf(await bench.fetch(pathOf(address)));
}

/** Opens a Payment Link's page: the address of the session that the visit opened. */
export async function openPage(bench: Bench, linkUrl: string): Promise<string> {
  return (await visit(bench, linkUrl)).location;
}

export async function sendForm(
  bench: Bench,
  address: string,
  fields: Record<string, string>,
): Promise<Page> {
  const body = new URLSearchParams(fields);
  return pageOf(await bench.fetch(pathOf(address), { method: "POST", body }));
}

const GOOD_FIELDS = {
  email: "ada@example.com",
  expiry: "12 / 34",
  cvc: "123",
  name: "Ada Lovelace",
};

export function payWith(bench: Bench, address: string, number = CARDS.pays) {
  return sendForm(bench, address, { ...GOOD_FIELDS, number });
}

/** Says on the bank's page how its question ends. */
export function answerBank(bench: Bench, { location }: Page, outcome: string): Promise<Page> {
  const client_secret = new URL(location).searchParams.get("client_secret") ?? "";
  return sendForm(bench, location, { client_secret, outcome });
}

export function sessionIdOf(address: string): string {
  return pathOf(address).split("/").at(-1) ?? "";
}

function pathOf(address: string): string {
  const url = new URL(address, "http://sandbox.test");
  return url.pathname + url.search;
}

async function pageOf(answer: Response): Promise<Page> {
  const location = answer.headers.get("location") ?? "";
  return { status: answer.status, text: await answer.text(), location };
}
