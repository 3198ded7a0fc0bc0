"""Turns the outputs of a model into the figures of the manifest and the cards."""
import numpy

import metrics
from labels import INTENTS, NOT_BUSINESS, SENTIMENTS

TESTS = ("test-dialogue", "test-other")


class Measured:
    """Logits of every part of the split, and vectors of the similarity pairs."""

    def __init__(self, parts, outputs_of, tokenizer, pairs):
        self.truth, self.logits = {}, {}
        for part, rows in parts.items():
            found = outputs_of([tokenizer.encode(row.text) for row in rows])
            self.logits[part] = (found["intent_logits"], found["sentiment_logits"])
            self.truth[part] = (numpy.array([r.intent for r in rows]), numpy.array([r.sentiment for r in rows]))
        self.logits["test"] = tuple(numpy.concatenate(both) for both in zip(*(self.logits[p] for p in TESTS)))
        self.truth["test"] = tuple(numpy.concatenate(both) for both in zip(*(self.truth[p] for p in TESTS)))
        first, second = (outputs_of([tokenizer.encode(p[side]) for p in pairs])["embedding"] for side in (1, 2))
        self.likeness = metrics.spearman([p[0] for p in pairs], (first * second).sum(axis=1))

    def quality(self, part):
        (intents, sentiments), (intent_logits, sentiment_logits) = self.truth[part], self.logits[part]
        guess, felt = intent_logits.argmax(axis=1), sentiment_logits.argmax(axis=1)
        business = ~numpy.isin(intents, [INTENTS.index(name) for name in NOT_BUSINESS])
        by_intent = metrics.f1_by_class(intents, guess, len(INTENTS))
        by_sentiment = metrics.f1_by_class(sentiments, felt, len(SENTIMENTS))
        figures = {
            "rows": len(intents),
            "intentAccuracy": (guess == intents).mean(),
            "businessIntentAccuracy": (guess == intents)[business].mean(),
            "intentMacroF1": numpy.nanmean(by_intent),
            "sentimentAccuracy": (felt == sentiments).mean(),
            "sentimentMacroF1": numpy.mean(by_sentiment),
        }
        for label, score in zip(("Negative", "Neutral", "Positive"), by_sentiment):
            figures[f"sentimentF1{label}"] = score
        return figures

    def calibrate(self):
        logits, truth = self.logits["validation"], self.truth["validation"]
        temperature = [metrics.cautious_temperature(l, t) for l, t in zip(logits, truth)]
        threshold = metrics.best_threshold(metrics.softmax(logits[0], temperature[0]), truth[0])
        return temperature, threshold

    def calibration(self, part, temperature, threshold):
        (intents, sentiments), (intent_logits, sentiment_logits) = self.truth[part], self.logits[part]
        sure = metrics.softmax(intent_logits, temperature[0])
        felt = metrics.softmax(sentiment_logits, temperature[1])
        answered = sure.max(axis=1) >= threshold
        right = sure.argmax(axis=1) == intents
        return {
            "intentEceUncalibrated": metrics.expected_calibration_error(metrics.softmax(intent_logits), intents),
            "intentEce": metrics.expected_calibration_error(sure, intents),
            "sentimentEceUncalibrated": metrics.expected_calibration_error(metrics.softmax(sentiment_logits), sentiments),
            "sentimentEce": metrics.expected_calibration_error(felt, sentiments),
            "answeredShare": answered.mean(),
            "answeredAccuracy": right[answered].mean(),
            "cost": metrics.cost(sure, intents, threshold),
            "costWithoutThreshold": metrics.cost(sure, intents, 0.0),
        }

    def threshold_table(self, part, temperature):
        sure, truth = metrics.softmax(self.logits[part][0], temperature[0]), self.truth[part][0]
        confidence, right = sure.max(axis=1), sure.argmax(axis=1) == truth
        return [(t, (confidence >= t).mean(), right[confidence >= t].mean(), metrics.cost(sure, truth, t))
                for t in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)]

    def intent_table(self, part):
        truth, guess = self.truth[part][0], self.logits[part][0].argmax(axis=1)
        for label, name in enumerate(INTENTS):
            hit = numpy.sum((guess == label) & (truth == label))
            wanted, given = numpy.sum(truth == label), numpy.sum(guess == label)
            wrong = [INTENTS[g] for g in guess[(truth == label) & (guess != label)]]
            common = max(sorted(set(wrong)), key=wrong.count) if wrong else "-"
            yield name, wanted, hit / max(given, 1), hit / max(wanted, 1), 2 * hit / max(wanted + given, 1), common
