import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { cellOf, cellText } from "~/domains/prospecting/list/cell-text.rules";
import { groupToken, groupValue, openGroups, orderGroups } from "~/domains/prospecting/list/list-groups.rules";
import { fittingShape, keptQuery, listQuery, shapeFromUrl, usualShape } from "~/domains/prospecting/list/list-shape.rules";
import { prospectColumns } from "~/domains/prospecting/ui/list/prospect-columns";
import type { ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";
import { type Column, columnLook, TableRow } from "~/ui/data/table-parts";
import { useFormat } from "~/ui/words";

const shapeOf = (query: string) => shapeFromUrl(new URLSearchParams(query));

test("an address holds columns, order and groups; what is usual is not written, what makes no sense is left out", () => {
  expect(shapeOf("")).toEqual(usualShape);
  expect(listQuery({}, usualShape)).toBe("");
  const shape = { sort: { by: "custom.surface", descending: true }, columns: ["custom.surface", "email"], group: "status" };
  expect(shapeOf(listQuery({ city: "Brest" }, shape))).toEqual(shape);
  expect(shapeOf("cols=bogus,email,email,segment,campaign.member,company_id&sort=reason&group=email")).toEqual({
    ...usualShape,
    columns: ["email"],
  });
  expect(shapeOf("sort=-createdAt").sort).toEqual(shapeOf("sort=newest").sort);
  expect(keptQuery("city=Brest&cols=email&sort=-leadScore&group=city&at=[1]&open=x&run=y")).toBe("city=Brest&cols=email&group=city");
});

test("a field the company has no more is no column, no order and no group", () => {
  const shape = shapeOf("cols=custom.zone,email&sort=custom.zone&group=custom.zone");
  expect(fittingShape(shape, [])).toEqual({ ...usualShape, columns: ["email"] });
  expect(fittingShape(shape, [{ key: "zone", type: "choice" }])).toEqual(shape);
  expect(fittingShape(shape, [{ key: "zone", type: "text" }]).group).toBeNull();
});

test("a cell is written as its editor shows it, and holds what was typed until the server has answered", () => {
  expect(cellText(["Brest", "29"], "city", "text")).toBe("Brest");
  expect(cellText(["luxe", "neuf"], "tags", "choices")).toBe("luxe, neuf");
  expect(cellText(["id", "Odile"], "assignedTo", "record")).toBe("id");
  expect(cellText(null, "email", "text")).toBe("");
  expect(cellOf(" Lille ", "city", "text", ["Brest", "29"])).toEqual(["Lille", "29"]);
  expect(cellOf("luxe ; neuf,", "tags", "choices", null)).toEqual(["luxe", "neuf"]);
  expect(cellOf("12,5", "custom.surface", "number", null)).toBe(12.5);
  expect(cellOf("abc", "custom.surface", "number", null)).toBe("abc");
  expect(cellOf("u1", "assignedTo", "record", null, "Odile")).toEqual(["u1", "Odile"]);
  expect(cellOf("", "email", "text", "a@example.test")).toBeNull();
});

test("groups stand in the order of their words, those without a value last, and open as the address says", () => {
  const group = (value: string | null) => ({ value, name: null, count: 1 });
  const groups = orderGroups([group(null), group("won"), group("new")], ["new", "won"]);
  expect(groups.map(({ value }) => value)).toEqual(["new", "won", null]);
  for (const value of [null, "~", "~~x", "Saint-Malo"]) expect(groupValue(groupToken(value))).toBe(value);
  expect(openGroups([], groups)).toEqual([groups[0]]);
  expect(openGroups([""], groups)).toEqual([]);
  expect(openGroups(["~", "won", "unknown"], groups)).toEqual([groups[1], groups[2]]);
});

const row: ProspectLine = {
  id: "018e0000-0000-7001-8000-000000000001",
  name: "Agence Corbelune",
  isFirm: true,
  cells: ["Solène Quimerch", ["Rennes", "35"], "contacted", 70, "phone", "2026-11-20T08:00:00+00:00"],
};

test("a line of the usual columns is at most fourteen elements, the phone's second line among them", () => {
  function Line() {
    const format = useFormat();
    const t = ((key: string) => key) as never;
    const now = "2026-11-21T08:00:00Z";
    const columns = prospectColumns({ t, format, shape: usualShape, custom: [], now, sortTo: () => "/prospects" }) as Array<
      Column<unknown>
    >;
    const looks = columns.map((column) => columnLook(column as Column<never>));
    const shown = { columns, looks, choose: "", cursor: false, chosen: false, onToggle: () => {} };
    return (
      <table>
        <tbody>
          <TableRow id={row.id} row={row} href={`/prospects/${row.id}`} {...shown} />
        </tbody>
      </table>
    );
  }
  const page = renderToString(<Line />);
  expect(page.match(/<[a-z]/g)!.length - 2).toBeLessThanOrEqual(14);
  for (const said of ["Agence Corbelune", "Solène Quimerch", "Rennes 35", "status.contacted", "70", "score.phone"])
    expect(page).toContain(said);
  expect(page.match(/area-line-\d/g)!.sort()).toEqual(["area-line-1", "area-line-2", "area-line-3"]);
});
