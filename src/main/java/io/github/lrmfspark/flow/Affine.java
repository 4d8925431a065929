package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;

/**
 * The fixed map y = scale ⊙ x + shift: nothing in it is trained. log|det| = Σ_j log scale_j.
 *
 * <p>{@link #standardise} and its {@link #inverse} fold the standardisation of each domain into T, so that T
 * maps raw source vectors to raw target space with the right log-determinant: with means μ, deviations σ and a
 * trained map f,
 *
 * <pre>
 *   T(a) = σ_B ⊙ f((a − μ_A) / σ_A) + μ_B,    log|det ∂T/∂a| = log|det ∂f| + Σ_j (log σ_Bj − log σ_Aj)
 * </pre>
 *
 * <p>P = 0. Scales are positive, so that they have logarithms. Numbers are held in double and rounded to the
 * kernels' type when the map is bound.
 */
public final class Affine implements Bijector {
    private static final long serialVersionUID = 1;

    private final double[] scale;
    private final double[] shift;

    private Affine(double[] scale, double[] shift) {
        this.scale = scale;
        this.shift = shift;
    }

    /**
     * y = scale ⊙ x + shift.
     *
     * @param scale [D], copied
     * @param shift [D], copied
     * @return the map
     * @throws IllegalArgumentException if the lengths differ, a scale is not positive and finite or a shift not
     *     finite
     */
    public static Affine of(double[] scale, double[] shift) {
        if (scale.length != shift.length) {
            throw new IllegalArgumentException(
                    "Expected as many scales as shifts; found " + scale.length + " and " + shift.length);
        }
        for (int j = 0; j < scale.length; j++) {
            if (!(scale[j] > 0) || Double.isInfinite(scale[j]) || !Double.isFinite(shift[j])) {
                throw new IllegalArgumentException("Expected a positive finite scale and a finite shift; found "
                        + scale[j] + " and " + shift[j] + " at coordinate " + j);
            }
        }
        return new Affine(scale.clone(), shift.clone());
    }

    /**
     * y = (x − mean) / scale: of mean 0 and deviation 1, where these are the mean and the deviation of x.
     *
     * @param mean [D]
     * @param scale [D], such as the standard deviations
     * @return the map
     * @throws IllegalArgumentException if the lengths differ, a scale is not positive and finite or a mean not
     *     finite
     */
    public static Affine standardise(double[] mean, double[] scale) {
        return of(scale, mean).inverse();
    }

    /**
     * x = (y − shift) / scale as a map of its own.
     *
     * @return the map with scale 1 / scale and shift −shift / scale
     * @throws IllegalArgumentException if one of these is not finite, as for a scale below about 1e−308
     */
    public Affine inverse() {
        double[] inverseScale = new double[scale.length];
        double[] inverseShift = new double[scale.length];
        for (int j = 0; j < scale.length; j++) {
            inverseScale[j] = 1 / scale[j];
            inverseShift[j] = -shift[j] / scale[j];
        }
        return of(inverseScale, inverseShift);
    }

    @Override
    public int dimension() {
        return scale.length;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return ParameterSpec.EMPTY;
    }

    @Override
    public Computation bind(Binding binding) {
        Kernels kernels = binding.kernels();
        Matrix s = Matrix.zeros(kernels.type(), 1, scale.length);
        Matrix b = Matrix.zeros(kernels.type(), 1, scale.length);
        for (int j = 0; j < scale.length; j++) {
            s.put(0, j, Math.log(scale[j]));
            b.put(0, j, shift[j]);
        }
        Matrix unused = Matrix.zeros(kernels.type(), 1, scale.length);
        return new Elementwise(binding, s, b, unused, unused);
    }
}
