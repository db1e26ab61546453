import type { MeshDiagnostics } from '#model/diagnostics/mesh.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const meshDiagnostics: Sentences<MeshDiagnostics> = {};
