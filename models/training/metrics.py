"""Accuracy, F1, calibration and rank correlation, from logits."""
import numpy


def softmax(logits, temperature=1.0):
    scaled = numpy.asarray(logits, dtype=numpy.float64) / temperature
    exp = numpy.exp(scaled - scaled.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def f1_by_class(truth, guess, classes):
    scores = []
    for label in range(classes):
        hit = numpy.sum((guess == label) & (truth == label))
        wanted, given = numpy.sum(truth == label), numpy.sum(guess == label)
        scores.append(2 * hit / (wanted + given) if wanted + given else float("nan"))
    return scores


def expected_calibration_error(probabilities, truth, bins=15):
    confidence, guess = probabilities.max(axis=1), probabilities.argmax(axis=1)
    error = 0.0
    for low in numpy.arange(bins) / bins:
        inside = (confidence > low) & (confidence <= low + 1 / bins)
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - (guess[inside] == truth[inside]).mean())
    return error


def cautious_temperature(logits, truth):
    """The highest temperature whose negative log-likelihood is within a standard error of the least: the rows cannot
    tell them apart, and a wrong answer given surely costs more than a needless question."""
    rows = numpy.arange(len(truth))
    grid = numpy.round(numpy.arange(0.30, 3.001, 0.01), 2)
    losses = numpy.array([-numpy.log(softmax(logits, t)[rows, truth] + 1e-12) for t in grid])
    worse = losses - losses[losses.mean(axis=1).argmin()]
    near = worse.mean(axis=1) <= worse.std(axis=1) / len(truth) ** 0.5
    return float(grid[near].max())


WRONG_ANSWER, NEEDLESS_QUESTION = 3.0, 1.0


def cost(probabilities, truth, threshold):
    """Mean cost of a turn: below the threshold the shopper is asked, which is needless where the
    best guess was right; above it a wrong guess is a wrong answer."""
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    asked = confidence < threshold
    return (WRONG_ANSWER * (~asked & ~right) + NEEDLESS_QUESTION * (asked & right)).mean()


def best_threshold(probabilities, truth):
    grid = numpy.round(numpy.arange(0.0, 1.0, 0.01), 2)
    return float(grid[int(numpy.argmin([cost(probabilities, truth, t) for t in grid]))])


def ranks(values):
    values = numpy.asarray(values, dtype=numpy.float64)
    _, inverse, counts = numpy.unique(values, return_inverse=True, return_counts=True)
    return (numpy.cumsum(counts) - (counts - 1) / 2)[inverse]


def spearman(first, second):
    return float(numpy.corrcoef(ranks(first), ranks(second))[0, 1])
