import { ArrowRight, Bell } from "lucide-react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Icon } from "~/ui/controls/icon";

const drawn = (markup: string) => markup.replace(/<svg[^>]*>/, "").replace("</svg>", "");

test("an icon draws what lucide draws, and leaves its looks to the style sheet", () => {
  const ours = renderToStaticMarkup(<Icon of={Bell} />);
  expect(drawn(ours)).toBe(drawn(renderToStaticMarkup(<Bell />)));
  expect(drawn(ours)).toContain("<path");
  expect(ours).toMatch(/^<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">/);
});

test("a labelled icon is an image with a name, and one that points turns round in Arabic", () => {
  expect(renderToStaticMarkup(<Icon of={ArrowRight} large label="Suivant" />)).toMatch(
    /^<svg class="icon icon-lg icon-dir" viewBox="0 0 24 24" role="img" aria-label="Suivant">/,
  );
});
