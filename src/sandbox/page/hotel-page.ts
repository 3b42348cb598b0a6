/** The address of the pretended hotel: only what can be a slug is put into the page. */
const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export interface HotelPageProps {
  /** The hotel's slug in the catalogue. */
  hotel: string;
  /** Where the product is reached, without a slash at the end. */
  publicBase: string;
}

/** "Grand Hotel" of "grand-hotel": the sandbox does not know the catalogue. */
const nameOf = (slug: string): string =>
  slug
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");

/**
 * A pretended hotel's own site with the one line of the widget pasted in, as a hotel would; its
 * style is unlike ours on purpose. `undefined` for what cannot be a slug.
 */
export function hotelPage({ hotel, publicBase }: HotelPageProps): string | undefined {
  if (!slugShape.test(hotel)) return undefined;
  const name = nameOf(hotel);
  const line = `<script src="${publicBase}/widget.js" data-hotel="${hotel}" async></script>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header><p>${name}</p><nav><a href="#rooms">Suites</a> <a href="#todo">Things to do</a></nav></header>
<main>
<section id="rooms"><h1>Quiet nights by the harbour</h1>
<p>This is not a real hotel. It stands here to show what the widget looks like in somebody else's page.</p></section>
<section id="todo"><h2>Things to do</h2>
<p>Our neighbours take you along. Book here; you pay them directly.</p>
${line}
</section>
<section><h2>How it got here</h2>
<p>The hotel pasted one line where it wanted the widget to stand:</p>
<pre><code>${line.replaceAll("<", "&lt;")}</code></pre></section>
</main>
<footer>${name} · a page of the sandbox · <a href="/sandbox">back to the sandbox</a></footer>
</body>
</html>`;
}

const STYLE = `
body { margin: 0; font: 1.05rem/1.7 Georgia, serif; color: #33383b; background: #fbfaf7; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; justify-content: space-between; align-items: baseline; padding: 1.5rem 6vw; border-bottom: 1px solid #d9d4c8; }
header p { margin: 0; font-size: 1.4rem; letter-spacing: .12em; text-transform: uppercase; }
main { max-width: 62rem; margin: 0 auto; padding: 0 5vw 3rem; }
h1, h2 { font-weight: 400; line-height: 1.2; }
h1 { font-size: 2.6rem; margin-top: 3rem; }
a { color: #2f5d62; }
nav a { margin-left: 1rem; }
section { margin-bottom: 3rem; }
pre { overflow-x: auto; padding: 1rem; background: #efece4; font-size: .85rem; }
footer { padding: 2rem 6vw; border-top: 1px solid #d9d4c8; font-size: .9rem; }
`;
