import { useEffect, useState } from "react";

type Kept = Record<string, string>;

/**
 * Keeps what is typed into a form in this browser's session until it is saved, so that a closed tab or a lost connection loses nothing.
 * `found` is what was kept and differs from the server's text; `forget` drops it. The key names the text it was typed over.
 */
export function useKeptText(key: string, formId: string, saved: Kept) {
  const [found, setFound] = useState<Kept | null>(null);

  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    const values = kept ? (JSON.parse(kept) as Kept) : null;
    const differs = values !== null && Object.keys(saved).some((name) => values[name] !== saved[name]);
    if (!differs) sessionStorage.removeItem(key);
    setFound(differs ? values : null);

    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const keep = () => {
      const data = new FormData(form);
      sessionStorage.setItem(
        key,
        JSON.stringify(Object.fromEntries(Object.keys(saved).map((name) => [name, String(data.get(name) ?? "")]))),
      );
    };
    form.addEventListener("input", keep);
    return () => form.removeEventListener("input", keep);
    // The saved text belongs to the key: another text, another key.
  }, [key, formId]);

  const forget = () => {
    sessionStorage.removeItem(key);
    setFound(null);
  };
  return { found, forget };
}
