/** A company's own logo where ours would stand: on the pages and mails it shows to others. */
export const CompanyMark = ({ logo, name }: { logo: string; name: string }) => (
  <img src={logo} alt={name} height={32} className="max-h-8 max-w-40 object-contain" />
);
