import type { AdmissionDiagnostics } from '#model/diagnostics/admission.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const admissionDiagnostics: Sentences<AdmissionDiagnostics> = {
  'admission/refused': (p) => `Refused: ${p.message}`,
};
