/** The mark of the product. */
export const BrandMark = ({ label }: { label: string }) => (
  <svg className="brandmark" viewBox="0 0 26 26" role="img" aria-label={label}>
    <rect width="26" height="26" rx="7" fill="var(--accent)" />
    <path d="M7 18.5h4.5M7 13h8M7 7.5h12" stroke="var(--accent-ink)" strokeWidth="2.6" strokeLinecap="round" />
  </svg>
);
