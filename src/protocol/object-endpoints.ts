/** The REST calls of objects: files, in parts (protocol §8.9). Loaded with the first file. */
import type { UploadInfo, UploadSign } from './chat-model.js';
import type { Endpoint, Nothing } from './endpoints.js';

const im = <Q, R = Nothing>(path: string): Endpoint<Q, R> => ({ path, service: 'im' });

export const partLimit = im<Record<string, never>, { minPartSize: number; maxPartSize: number; maxNumSize: number }>(
  '/object/part_limit',
);
export const partSize = im<{ size: number }, { size: number }>('/object/part_size');
export const initiateMultipartUpload = im<
  {
    /** MD5 hex of the parts' MD5 hex joined by commas. */
    hash: string;
    size: number;
    partSize: number;
    /** −1 = all signatures at once. */
    maxParts: number;
    cause: string;
    /** Begins with the caller's userID and a slash. */
    name: string;
    contentType: string;
  },
  { url: string; upload: UploadInfo | null }
>('/object/initiate_multipart_upload');
export const authSign = im<{ uploadID: string; partNumbers: number[] }, UploadSign>('/object/auth_sign');
export const completeMultipartUpload = im<
  { uploadID: string; parts: string[]; name: string; contentType: string; cause: string },
  { url: string }
>('/object/complete_multipart_upload');
export const accessURL = im<{ name: string; query?: Record<string, string> }, { url: string; expireTime: number }>(
  '/object/access_url',
);
export const initiateFormData = im<
  { name: string; size: number; contentType: string; group: string },
  {
    id: string;
    url: string;
    file: string;
    header: unknown;
    formData: Record<string, string> | null;
    expires: number;
    successCodes: number[];
  }
>('/object/initiate_form_data');
export const completeFormData = im<{ id: string }, { url: string }>('/object/complete_form_data');
