import { expect, test } from "vitest";
import { filterFromUrl, filterToUrl, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { byteOrderMark, exportLine } from "~/platform/export-line";
import { readCursor, writeCursor } from "~/domains/prospecting/prospect/prospect-sort.rules";

const read = (query: string) => filterFromUrl(new URLSearchParams(query));

test("a filter comes back from its address as it went", () => {
  const filter: ProspectFilter = {
    q: "été & fils",
    status: ["new", "contacted"],
    scoreMin: 0,
    scoreMax: 70,
    department: ["2A", "971"],
    city: "L’Haÿ",
    email: "yes",
    phone: "no",
    tag: ["a", "b"],
    source: ["manual"],
    importRun: "018e0000-0000-7001-8000-000000000001",
    contacted: "no",
    since: "2026-11-01",
  };
  expect(read(filterToUrl(filter))).toEqual(filter);
  expect(filterToUrl({})).toBe("");
});

test("what makes no sense in an address is left out, the rest holds", () => {
  expect(read("status=bogus&status=new&scoreMin=abc&scoreMax=101&email=perhaps&importRun=1&since=yesterday&sort=name&at=x")).toEqual({
    status: ["new"],
  });
  expect(read("department=22, 29;2a&department=999&q=  &city=")).toEqual({ department: ["22", "29", "2A"] });
});

test("several tags are read from one field or from many, each once, and any of them is meant", () => {
  expect(read("tag=luxe%2C+neuf%3Bluxe&tag=salon+2026&tag=")).toEqual({ tag: ["luxe", "neuf", "salon 2026"] });
  expect(filterToUrl({ tag: ["luxe", "neuf"] })).toBe("tag=luxe&tag=neuf");
  expect(read(`tag=${"x".repeat(51)}&tag=neuf`)).toEqual({ tag: ["neuf"] });
  expect(read("tag=%2C")).toEqual({});
});

test("a cursor comes back as it went, and anything else is none", () => {
  const cursor = { side: "before", key: "Évian \uffff", id: "018e0000-0000-7001-8000-000000000001", place: 50 } as const;
  expect(readCursor(writeCursor(cursor), "city")).toEqual(cursor);
  for (const text of [null, "", "x", "[]", "{}", '[1,"a","018e0000-0000-7001-8000-000000000001",0]'])
    expect(readCursor(text, "score"), String(text)).toBeNull();
  expect(readCursor('[1,"not a date","018e0000-0000-7001-8000-000000000001",0]', "newest")).toBeNull();
});

test("a line of an export is read by a spreadsheet as text, never as a formula", () => {
  expect(byteOrderMark).toBe("\ufeff");
  expect(exportLine(["=1+1", "@cmd", "-2+3", "+33199000101", "-4,5", null, 'a;"b"', "deux\nlignes"])).toBe(
    `'=1+1;'@cmd;'-2+3;+33199000101;-4,5;;"a;""b""";"deux\nlignes"\r\n`,
  );
});
