/**
 * The C library's functions of numbers that return at once and call nobody: those that typed bodies call. The runtime has
 * its own list (`runtime/src/ctypes/quick-functions.cpp`), with those of memory too, and tells them by their addresses; that
 * what stands here stands there, a test sees to.
 */
const mathematical = 'acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 expm1 fabs fdim floor fma fmax fmin fmod hypot ilogb j0 j1 jn ldexp lgamma llrint llround log log10 log1p log2 logb lrint lround nearbyint nextafter pow remainder rint round scalbln scalbn sin sinh sqrt tan tanh tgamma trunc y0 y1 yn'.split(' ');
const others = 'abs labs llabs isalnum isalpha isdigit islower isspace isupper isxdigit tolower toupper ffs getpid'.split(' ');

/** Each of the mathematical ones also with the ending `f`, for floats. */
export const quickFunctions: ReadonlySet<string> = new Set([...mathematical, ...mathematical.map((name) => `${name}f`), ...others]);
