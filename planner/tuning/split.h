// One workload as two, by the length of its prompts: short ones may be served by other GPUs, with other settings, than long ones.
//
// A mix of lengths is served for less where each goes to the GPU that is cheapest for it: Griggs et al., "Mélange: Cost Efficient Large Language
// Model Serving by Exploiting GPU Heterogeneity", 2024 (arXiv:2404.14527). Of the two lengths that a request has there, the router knows the
// prompt's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tuning/tuner.h"

namespace tradewind::tuning {

// Why a workload cannot be split; empty where it can.
std::string why_not_split(const World& world, const Json& scenario, std::uint32_t workload);

// Lengths of a prompt to split at, ascending, in two significant digits: at some quantiles of the prompts.
std::vector<int> lengths_to_split_at(const TokenDistribution& prompts);

// Share of the prompts that are at most so long.
double share_of_short(const TokenDistribution& prompts, int length);

// The scenario with two workloads in place of one: "<name>-short" with the prompts of up to `length` tokens and, after it, "<name>-long". Rules of
// residency that name it name both.
Json split_at(const Json& scenario, const World& world, std::uint32_t workload, int length);

}  // namespace tradewind::tuning
