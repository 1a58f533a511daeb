/** The operating system's errors in words, for messages of one line. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file',
  ENOMEM: 'memory is short',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
};

/** Undefined for what is no error of the system. */
export function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return reasons[String(error.code)] ?? error.message;
}

/** One line that says what could not be done with which file; undefined for what is no error of the system. */
export function describeSystemError(error: unknown): string | undefined {
  const reason = systemReason(error);
  if (reason === undefined || !(error instanceof Error)) return undefined;
  return 'path' in error ? `${String(error.path)}: ${reason}` : reason;
}
