// Conflicts of a store to which every region writes.
#pragma once

#include <span>

#include "tradewind/scenarios/world.h"

namespace tradewind::features {

// Chance that two writes name the same key: the sum of the squared shares of Zipf's law over n keys, H(n, 2s) / H(n, s)^2 with generalised harmonic
// numbers; 1 / n when all are alike.
double same_key_chance(double keys, double skew);

// Expected number a second of pairs of writes to one key in two regions, neither of which had seen the other: with Poisson writes at w_r and w_s and
// lags L_rs and L_sr, w_r * w_s * chance * (L_rs + L_sr), in the steady state. (A cut makes them more; that is not in here.) The last writer wins,
// and the other write is lost. `writes_per_s` by region of the world.
double conflicts_per_s(const World& world, const FeatureStore& store, std::span<const double> writes_per_s);

}  // namespace tradewind::features
