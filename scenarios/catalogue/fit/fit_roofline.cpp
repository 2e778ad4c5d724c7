// Fits the roofline's constants (IterationConstants) on the shipped tables of measured kernels and prints them with the errors that are left.
//
//   fit_roofline [rounds]
//
// Pattern search: each constant in turn is tried somewhat larger and smaller, with ever smaller steps. The loss is the mean absolute logarithm of
// model over table, every GPU and number format weighing the same.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <vector>

#include "catalogue/number_format.h"
#include "catalogue/roofline.h"

namespace {

using namespace tradewind;

struct Part {
  const char* name;
  double (*ms)(const IterationModel& m);
};

template <int sequences, int context>
double decode_ms(const IterationModel& m) {
  return m.linear.at(sequences) + m.lm_head.at(sequences) + m.decode_const_ms + m.decode_ms_per_seq * sequences +
         m.decode_ms_per_kv_token * sequences * context;
}

template <int tokens>
double prefill_ms(const IterationModel& m) {
  return m.linear.at(tokens) + m.lm_head.at(1) + m.prefill_const_ms + m.prefill_ms_per_token * tokens + m.prefill_ms_per_pair * tokens * tokens / 2.0;
}

const std::vector<Part> parts{{"decode 1 x 512", decode_ms<1, 512>},     {"decode 8 x 2048", decode_ms<8, 2048>},
                              {"decode 32 x 512", decode_ms<32, 512>},   {"decode 64 x 2048", decode_ms<64, 2048>},
                              {"decode 128 x 512", decode_ms<128, 512>}, {"decode 128 x 2048", decode_ms<128, 2048>},
                              {"prefill 256", prefill_ms<256>},          {"prefill 1024", prefill_ms<1024>},
                              {"prefill 2048", prefill_ms<2048>},        {"prefill 8192", prefill_ms<8192>}};

struct Case {
  const IterationModel* table;
  const CatalogueGpu* gpu;
  const ModelArchitecture* model;
  const NumberFormat* format;
  std::string group() const { return table->gpu + " " + table->dtype; }
};

std::vector<Case> cases() {
  std::vector<Case> all;
  const Catalogue& catalogue = Catalogue::shipped();
  for (const IterationModel& table : catalogue.kernel_tables()) {
    const CatalogueGpu* gpu = catalogue.find_gpu(table.gpu).entry;
    // Over PCIe, more than two GPUs exchange as fast as the machine lets them; the two machines that were timed differ sevenfold.
    if (gpu->link == "PCIe" && table.tensor_parallel > 2) continue;
    all.push_back({&table, gpu, catalogue.find_model(table.model).entry, find_number_format(table.dtype)});
  }
  return all;
}

IterationModel estimate(const Case& c, const IterationConstants& constants) {
  return roofline(*c.gpu, *c.model, *c.format, {c.table->tensor_parallel}, constants);
}

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

// With the scale of each GPU set to what makes its median ratio 1; `constants` gets the scales.
double loss(const std::vector<Case>& all, IterationConstants& constants) {
  constants.roofline_scale.clear();
  std::map<std::string, std::vector<double>> by_gpu, by_group;
  std::map<std::string, std::string> gpu_of;
  for (const Case& c : all) {
    const IterationModel model = estimate(c, constants);
    for (const Part& part : parts) {
      const double logarithm = std::log(part.ms(model) / part.ms(*c.table));
      by_gpu[c.gpu->name].push_back(logarithm);
      by_group[c.group()].push_back(logarithm);
      gpu_of[c.group()] = c.gpu->name;
    }
  }
  std::map<std::string, double> medians;
  for (const auto& [gpu, logarithms] : by_gpu) {
    medians[gpu] = quantile(logarithms, 0.5);
    constants.roofline_scale[gpu] = std::exp(-medians[gpu]);
  }
  // The scales describe departures from what holds for all: without a pull towards 1 they and the shares could move against each other.
  double total = 0;
  for (const auto& [group, logarithms] : by_group) {
    const double median = medians[gpu_of[group]];
    double sum = 0;
    for (const double logarithm : logarithms) sum += std::abs(logarithm - median);
    total += sum / static_cast<double>(logarithms.size()) + 0.1 * std::abs(median);
  }
  return total / static_cast<double>(by_group.size());
}

struct Constant {
  const char* name;
  double IterationConstants::*value;
  double most;
};

const std::vector<Constant> fitted{{"gemm_compute_share", &IterationConstants::gemm_compute_share, 0.9},
                                   {"gemm_memory_share", &IterationConstants::gemm_memory_share, 1},
                                   {"expert_compute_share", &IterationConstants::expert_compute_share, 1},
                                   {"expert_memory_share", &IterationConstants::expert_memory_share, 1},
                                   {"elementwise_memory_share", &IterationConstants::elementwise_memory_share, 1},
                                   {"attention_compute_share", &IterationConstants::attention_compute_share, 1},
                                   {"attention_memory_share", &IterationConstants::attention_memory_share, 1},
                                   {"attention_tokens_per_sequence", &IterationConstants::attention_tokens_per_sequence, 1000},
                                   {"kernel_us", &IterationConstants::kernel_us, 100},
                                   {"all_reduce_us", &IterationConstants::all_reduce_us, 1000},
                                   {"all_reduce_link_share", &IterationConstants::all_reduce_link_share, 1},
                                   {"roofline_sharpness", &IterationConstants::roofline_sharpness, 100}};

void search(const std::vector<Case>& all, IterationConstants& constants, int rounds) {
  double best = loss(all, constants), step = 1.3;
  for (int round = 0; round < rounds; ++round) {
    const double before = best;
    for (const Constant& constant : fitted)
      for (const double factor : {step, 1 / step}) {
        IterationConstants tried = constants;
        tried.*constant.value = std::min(constant.most, tried.*constant.value * factor);
        if (const double now = loss(all, tried); now < best) {
          best = now;
          constants = tried;
        }
      }
    if (before - best < 1e-5) step = std::sqrt(step);
  }
}

void print_errors(const std::vector<Case>& all, const IterationConstants& constants, const char* title,
                  std::string (*group_of)(const Case&, const Part&)) {
  std::map<std::string, std::vector<double>> ratios;
  for (const Case& c : all) {
    const IterationModel model = estimate(c, constants);
    for (const Part& part : parts) ratios[group_of(c, part)].push_back(part.ms(model) / part.ms(*c.table));
  }
  fmt::print("\n| {} | points | roofline over table: median | middle half | middle 90 % | median error |\n|---|---|---|---|---|---|\n", title);
  for (const auto& [name, r] : ratios) {
    std::vector<double> errors;
    for (const double ratio : r) errors.push_back(std::abs(ratio - 1));
    fmt::print("| {} | {} | {:.2f} | {:.2f}-{:.2f} | {:.2f}-{:.2f} | {:.0f} % |\n", name, r.size(), quantile(r, 0.5), quantile(r, 0.25),
               quantile(r, 0.75), quantile(r, 0.05), quantile(r, 0.95), 100 * quantile(errors, 0.5));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Case> all = cases();
  IterationConstants constants;
  search(all, constants, argc > 1 ? std::atoi(argv[1]) : 60);
  fmt::print("mean absolute logarithm {:.4f}\n", loss(all, constants));
  for (const Constant& constant : fitted) fmt::print("{} = {:.4g}\n", constant.name, constants.*constant.value);
  for (const auto& [gpu, scale] : constants.roofline_scale) fmt::print("roofline_scale {} = {:.3f}\n", gpu, scale);
  print_errors(all, constants, "GPU and format", [](const Case& c, const Part&) { return c.group(); });
  print_errors(all, constants, "batch", [](const Case&, const Part& part) { return std::string(part.name); });
  print_errors(all, constants, "model", [](const Case& c, const Part&) { return c.table->model; });
  print_errors(all, constants, "tensor_parallel",
               [](const Case& c, const Part&) { return c.table->gpu + fmt::format(" {}", c.table->tensor_parallel); });
}
