import type { PublicCatalogue } from "../../catalogue/public-view.ts";
import { renderPage } from "../layout.tsx";

/** 5xx: says that it is our fault, that nothing was charged by it, and who can help. */
export function errorPage({ catalogue }: { catalogue: PublicCatalogue }): string {
  const { operator } = catalogue;
  return renderPage({
    title: "Something broke",
    description: "The page could not be made.",
    operator,
    isPrivate: true,
    children: (
      <div class="wrap narrow">
        <h1>That is on us.</h1>
        <p class="lede">
          The page could not be made. Opening it again usually helps; opening it never charges a
          card.
        </p>
        <p>
          If it stays broken, write to <a href={`mailto:${operator.email}`}>{operator.email}</a>.
        </p>
        <p>
          <a class="button" href="/">
            Back to the rooms
          </a>
        </p>
      </div>
    ),
  });
}
