/** What a certificate of volunteering says, already in words. Handed to the print worker as it is. */
export interface CertificateSheet {
  code: string;
  name: string;
  period: string;
  hours: string;
  services: number;
  points: number;
  honour: string | null;
  issuer: string;
  issued: string;
  link: string;
}
