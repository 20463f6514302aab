/** The land register of these departments is kept apart: the open file of sales does not know them. Not covered is not zero. */
const withoutSales = ["57", "67", "68", "976"];

/** Whether the open file of property sales covers a department. */
export const salesCover = (department: string): boolean => !withoutSales.includes(department);

/** A department as a file writes it (`1`, `01`, `2a`, `974`), or null when France has no such one. */
export function readDepartment(text: string): string | null {
  const bare = text.trim().toUpperCase();
  const code = /^\d$/.test(bare) ? `0${bare}` : bare;
  if (/^2[AB]$/.test(code) || /^97[1-6]$/.test(code)) return code;
  return /^\d{2}$/.test(code) && Number(code) >= 1 && Number(code) <= 95 && code !== "20" ? code : null;
}

/** Insee's code of a commune out of its department and its number there (`01` and `76` make `01076`, `974` and `411` make `97411`); null when it cannot be one. */
export function communeCodeOf(department: string, number: string): string | null {
  const digits = number.trim();
  const room = 5 - department.length;
  // Some vintages repeat the last digit of an overseas department in the number.
  const bare = department.length === 3 && digits.length === 3 && digits.startsWith(department[2]!) ? digits.slice(1) : digits;
  if (!/^\d{1,3}$/.test(bare) || Number(bare) === 0) return null;
  return bare.length > room ? null : department + bare.padStart(room, "0");
}

/** Insee's code as a file writes it; one that a spreadsheet made a number gets its zero back. */
export function readCommuneCode(text: string): string | null {
  const bare = text.trim().toUpperCase();
  const code = /^\d{4}$/.test(bare) ? `0${bare}` : bare;
  return /^(?:\d{2}|2[AB])\d{3}$/.test(code) && readDepartment(departmentOfCommune(code)) ? code : null;
}

export const departmentOfCommune = (code: string): string => (code.startsWith("97") ? code.slice(0, 3) : code.slice(0, 2));

/** The three cities whose arrondissements have codes of their own. */
const dividedCities = [
  { city: "Paris", code: "75056", first: 75101, last: 75120 },
  { city: "Marseille", code: "13055", first: 13201, last: 13216 },
  { city: "Lyon", code: "69123", first: 69381, last: 69389 },
];

export interface MarketPlace {
  communeCode: string;
  department: string;
  city: string;
  /** Empty: the whole city. */
  district: string;
}

/** A place by its code; `name` as its file writes it. Arrondissements are districts of their city. */
export function placeOf(communeCode: string, name: string): MarketPlace {
  const department = departmentOfCommune(communeCode);
  const whole = dividedCities.find(({ code }) => code === communeCode);
  if (whole) return { communeCode, department, city: whole.city, district: "" };
  const divided = dividedCityOf(communeCode);
  if (!divided) return { communeCode, department, city: cityName(name).slice(0, 100), district: "" };
  const number = Number(communeCode) - divided.first + 1;
  return { communeCode, department, city: divided.city, district: number === 1 ? "1er arrondissement" : `${number}e arrondissement` };
}

/** The city that an arrondissement belongs to, by its code; null for any other commune. */
export function dividedCityOf(communeCode: string) {
  const number = Number(communeCode);
  return dividedCities.find(({ first, last }) => number >= first && number <= last) ?? null;
}

const littleWords = new Set("a au aux d de des du en et l la le les lès les lez sous sur".split(" "));

/** `PLATEAU D'HAUTEVILLE` as people write it; a name that is not all capitals stays as it is. */
function cityName(text: string): string {
  const name = text.replace(/\s+/g, " ").trim();
  if (name !== name.toUpperCase()) return name;
  let isFirst = true;
  return name.toLowerCase().replace(/\p{L}+/gu, (word) => {
    const isLittle = !isFirst && littleWords.has(word);
    isFirst = false;
    return isLittle ? word : word[0]!.toUpperCase() + word.slice(1);
  });
}
