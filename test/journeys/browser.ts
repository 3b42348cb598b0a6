import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

const SCREENSHOTS = resolve(import.meta.dirname, "../../test-results");

/** The two widths that the pages are made for. */
export const PHONE = { width: 360, height: 800 };
export const DESKTOP = { width: 1280, height: 900 };

/** Ten times what anything on a page takes, for a machine that is busy with something else. */
export const PATIENCE_MS = 30_000;

/** Debian's Chromium, without what it does behind a person's back. */
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export interface Visit {
  viewport: { width: number; height: number };
  reducedMotion?: "reduce" | "no-preference";
  /** Statuses of refusals that the journey is about; any other failed request fails it. */
  refusals?: number[];
  /** Whether the person's browser runs scripts; mail programs' often do not. */
  scripts?: boolean;
}

export interface Visitor {
  page: Page;
  /** Writes a screenshot of the whole page, which must not scroll sideways. */
  shoot(name: string): Promise<void>;
}

/** One browser for all tests of a file; every visit is a person of its own. */
export function useBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  });
  afterAll(() => browser?.close());

  /** Runs a journey, then holds everything that went wrong behind the page against it. */
  return async (visit: Visit, journey: (visitor: Visitor) => Promise<void>): Promise<void> => {
    if (browser === undefined) throw new Error("The browser is there only inside of tests.");
    const context = await browser.newContext({
      viewport: visit.viewport,
      reducedMotion: visit.reducedMotion ?? "reduce",
      locale: "en-CA",
      // Another zone than the venue's: nothing on the page may depend on the guest's.
      timezoneId: "Europe/Berlin",
      hasTouch: visit.viewport === PHONE,
      javaScriptEnabled: visit.scripts ?? true,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const troubles = watchTroubles(page, visit.refusals ?? []);
    try {
      await journey({ page, shoot: (name) => shoot(page, name) });
      expect(troubles).toEqual([]);
    } catch (error) {
      const name = (expect.getState().currentTestName ?? "journey").replaceAll(/[^\w]+/g, "-");
      await page.screenshot({ path: join(SCREENSHOTS, `failed-${name}.png`), fullPage: true });
      throw withTroubles(error, troubles);
    } finally {
      await close(context);
    }
  };
}

/**
 * Console errors (violations of the content security policy among them), exceptions and requests
 * that failed. Chromium's own line for a refused request names no address, so the answers are
 * watched instead.
 */
function watchTroubles(page: Page, refusals: number[]): string[] {
  const troubles: string[] = [];
  page.on("console", (message) => {
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (!isAnswer && ["error", "warning"].includes(message.type())) {
      troubles.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => troubles.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A page that is left takes its unanswered requests with it.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") troubles.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    const status = response.status();
    if (status >= 400 && !refusals.includes(status)) {
      troubles.push(`${status}: ${response.url()}`);
    }
  });
  return troubles;
}

async function shoot(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width === PHONE.width ? "phone" : "desktop";
  await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), fullPage: true });
  const overflow = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect(overflow, `${name} scrolls sideways by this many pixels`).toBeLessThanOrEqual(0);
}

function withTroubles(error: unknown, troubles: string[]): unknown {
  if (error instanceof Error && troubles.length > 0) {
    error.message += `\nBehind the page: ${troubles.join("; ")}`;
  }
  return error;
}

async function close(context: BrowserContext): Promise<void> {
  await context.close();
}
