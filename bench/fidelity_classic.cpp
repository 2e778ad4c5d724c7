// Dynamic batching against measurements: closed loops of clients on Triton servers (docs/fidelity-classic.md says what was measured and what comes
// out).
//   fidelity_classic DATA [CHART.svg]
// DATA holds batch_latency_fits.csv (the line base + n * per item of each model, backend and GPU, measured with a single client) and
// triton_dynamic_batching_online.csv (the runs to predict). A factor on the line for each model and backend, and one constant for all, the GPU's
// share of the base, are fitted on all GPUs but one and judged on that one, each in turn. Prints Markdown; writes the chart of measured and
// predicted.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <numeric>
#include <queue>
#include <set>
#include <tuple>

#include "median_and_mean.h"
#include "serving/batch_server.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/files.h"
#include "triton_pages.h"

using namespace tradewind;
using kernel::Time;
using serving::BatchServerSettings;

namespace {

struct Run {
  std::string model, backend, gpu;
  int clients = 1, items = 1;  // clients, items of a request
  double mean_ms = 0, p99_ms = 0, transfer_ms = 0;
  BatchModel line;
};

// Some pages put the GPU into the name of the backend: "T4 FP16".
std::string backend_of(const std::string& model, const std::string& backend) {
  const bool named_by_gpu = model.starts_with("nnU-Net") || model.starts_with("FastPitch");
  return named_by_gpu ? backend.substr(backend.size() - 4) : backend;
}

std::vector<Run> read_runs(const std::string& folder) {
  std::map<std::array<std::string, 3>, BatchModel> lines;
  const CsvTable fits(read_file(folder + "/batch_latency_fits.csv"), "batch_latency_fits.csv");
  const auto key = [](const CsvTable& table, std::size_t row) {
    const std::string& model = table.text(row, table.column("model"));
    return std::array{model, backend_of(model, table.text(row, table.column("backend"))), table.text(row, table.column("gpu"))};
  };
  for (std::size_t row = 0; row < fits.rows(); ++row) {
    BatchModel& line = lines[key(fits, row)];
    line.base_ms = fits.number(row, fits.column("a_ms"));
    line.ms_per_item = fits.number(row, fits.column("b_ms_per_item"));
  }
  std::vector<Run> runs;
  const CsvTable online(read_file(folder + "/triton_dynamic_batching_online.csv"), "triton_dynamic_batching_online.csv");
  for (std::size_t row = 0; row < online.rows(); ++row) {
    const auto number = [&](const char* column) { return online.number(row, online.column(column)); };
    const auto [model, backend, gpu] = key(online, row);
    runs.push_back({model, backend, gpu, static_cast<int>(number("concurrent_requests")), static_cast<int>(number("client_batch")), number("avg_ms"),
                    number("p99_ms"), number("client_send_ms") + number("network_server_ms"), lines.at({model, backend, gpu})});
  }
  return runs;
}

struct Constants {
  double factor = 1, transfer_ms = 0, base_gpu_share = 1;
};

struct Latency {
  double mean_ms = 0, p99_ms = 0, transfer_ms = 0;
};

// Clients who send their next request when they have the answer to the last one. Requests reach the server one after the other.
class ClosedLoop {
 public:
  ClosedLoop(const Run& run, const Constants& constants, const BatchServerSettings& settings)
      : run_(run), transfer_(kernel::from_ms(constants.transfer_ms)), server_(settings), sent_(static_cast<std::size_t>(run.clients)) {}

  Latency run() {
    for (std::uint32_t client = 0; client < sent_.size(); ++client) send(0, client);
    const std::size_t warmup = std::max<std::size_t>(300, 3 * sent_.size()), enough = std::max<std::size_t>(1500, 12 * sent_.size());
    while (latencies_ms_.size() < enough) step();
    latencies_ms_.erase(latencies_ms_.begin(), latencies_ms_.begin() + static_cast<std::ptrdiff_t>(warmup));
    std::ranges::sort(latencies_ms_);
    const double sum = std::accumulate(latencies_ms_.begin(), latencies_ms_.end(), 0.0);
    return {sum / static_cast<double>(latencies_ms_.size()), latencies_ms_[latencies_ms_.size() * 99 / 100], kernel::to_ms(waited_) / arrivals_};
  }

 private:
  void send(Time now, std::uint32_t client) {
    sent_[client] = now;
    line_free_ = std::max(line_free_, now) + transfer_;
    on_the_line_.emplace(line_free_, client);
  }

  void step() {
    if (!on_the_line_.empty() && on_the_line_.front().first <= server_.next_wake()) {
      const auto [now, client] = on_the_line_.front();
      on_the_line_.pop();
      waited_ += now - sent_[client];
      ++arrivals_;
      server_.arrive(now, {client, run_.items, 1});
      return;
    }
    server_.wake(server_.next_wake());
    for (const serving::Completion& done : server_.completed()) {
      latencies_ms_.push_back(kernel::to_ms(done.end - sent_[done.request]));
      send(done.end, done.request);
    }
  }

  const Run& run_;
  Time transfer_, line_free_ = 0, waited_ = 0;
  double arrivals_ = 0;
  serving::DynamicBatcher server_;
  std::vector<Time> sent_;
  std::queue<std::pair<Time, std::uint32_t>> on_the_line_;
  std::vector<double> latencies_ms_;
};

Latency predict(const Run& run, const Constants& constants, bool one_at_a_time) {
  const TritonPage& page = triton_page_of(run.model);
  const BatchServer server{.max_batch_size = page.max_batch_size, .instances = one_at_a_time ? 1 : page.instances};
  BatchModel line = run.line;
  line.load_factor = constants.factor;
  line.base_gpu_share = constants.base_gpu_share;
  const BatchServerSettings settings(line, server, run.items);
  return ClosedLoop(run, constants, settings).run();
}

struct Variant {
  const char* name;
  bool factor = true, transfer = false;
  std::vector<double> base_gpu_shares = {0, 0.25, 0.5, 0.75, 1};  // the one that fits best
  bool one_at_a_time = false;
};
const Variant full = {.name = "as it ships"};
const Variant variants[] = {{.name = "with each request's transfer", .transfer = true},
                            {.name = "without the factor", .factor = false},
                            {.name = "the base keeps the GPU busy", .base_gpu_shares = {1}},
                            {.name = "the base leaves the GPU idle", .base_gpu_shares = {0}},
                            {.name = "one batch at a time", .base_gpu_shares = {1}, .one_at_a_time = true},
                            {.name = "the line as it was measured, GPU shared evenly", .factor = false, .base_gpu_shares = {1}}};

std::vector<Constants> grid(const Variant& variant, double base_gpu_share) {
  std::vector<Constants> grid;
  for (int step = -20; step <= 8; ++step)
    for (const double transfer_ms : {0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7})
      if ((variant.factor || step == 0) && (variant.transfer || transfer_ms == 0))
        grid.push_back({std::pow(1.07, step), transfer_ms, base_gpu_share});
  return grid;
}

// What the fit makes small: mean and p99 as ratios, and the time on the way to the server, which tells the two constants apart.
double misfit(const Run& run, const Latency& predicted) {
  return std::abs(std::log(predicted.mean_ms / run.mean_ms)) + 0.5 * std::abs(std::log(predicted.p99_ms / run.p99_ms)) +
         std::abs(predicted.transfer_ms - run.transfer_ms) / run.mean_ms;
}

struct Judged {
  const Run* run;
  Constants constants;  // fitted on the other GPUs
  Latency predicted;
  // In percent of measured.
  double mean_error() const { return 100 * std::abs(predicted.mean_ms / run->mean_ms - 1); }
  double p99_error() const { return 100 * std::abs(predicted.p99_ms / run->p99_ms - 1); }
};

// The runs of one model and backend, predicted by each candidate.
struct Group {
  std::vector<const Run*> runs;
  std::vector<Constants> candidates;
  std::vector<std::vector<Latency>> predicted;  // candidate, run
};

struct Best {
  double misfit = 0;
  std::size_t candidate = 0;
};

// Of the candidates, on all GPUs but one.
Best best_without(const Group& group, const std::string& left_out) {
  Best best{std::numeric_limits<double>::infinity(), 0};
  for (std::size_t candidate = 0; candidate < group.candidates.size(); ++candidate) {
    double sum = 0;
    for (std::size_t i = 0; i < group.runs.size(); ++i)
      if (group.runs[i]->gpu != left_out) sum += misfit(*group.runs[i], group.predicted[candidate][i]);
    if (sum < best.misfit) best = {sum, candidate};
  }
  return best;
}

using Groups = std::vector<Group>;

Groups predict_all(const std::vector<Run>& runs, const Variant& variant, double base_gpu_share) {
  std::map<std::pair<std::string, std::string>, Group> by_model;
  for (const Run& run : runs) by_model[{run.model, run.backend}].runs.push_back(&run);
  Groups groups;
  for (auto& [model, group] : by_model) {
    group.candidates = grid(variant, base_gpu_share);
    for (const Constants& constants : group.candidates) {
      std::vector<Latency>& predicted = group.predicted.emplace_back();
      for (const Run* run : group.runs) predicted.push_back(predict(*run, constants, variant.one_at_a_time));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

double misfit_without(const Groups& groups, const std::string& left_out) {
  double sum = 0;
  for (const Group& group : groups) sum += best_without(group, left_out).misfit;
  return sum;
}

// The GPU's share of the base is one constant for all models; the candidates for it are `by_share`.
const Groups& best_share(const std::vector<Groups>& by_share, const std::string& left_out) {
  return *std::ranges::min_element(by_share, {}, [&](const Groups& groups) { return misfit_without(groups, left_out); });
}

std::vector<Groups> predict_all(const std::vector<Run>& runs, const Variant& variant) {
  std::vector<Groups> by_share;
  for (const double share : variant.base_gpu_shares) by_share.push_back(predict_all(runs, variant, share));
  return by_share;
}

// Each GPU by the constants that fit the other ones best.
std::vector<Judged> judge(const std::vector<Groups>& by_share) {
  std::set<std::string> gpus;
  for (const Group& group : by_share.front())
    for (const Run* run : group.runs) gpus.insert(run->gpu);
  std::vector<Judged> all;
  for (const std::string& left_out : gpus)
    for (const Group& group : best_share(by_share, left_out)) {
      const std::size_t best = best_without(group, left_out).candidate;
      for (std::size_t i = 0; i < group.runs.size(); ++i)
        if (group.runs[i]->gpu == left_out) all.push_back({group.runs[i], group.candidates[best], group.predicted[best][i]});
    }
  std::ranges::stable_sort(all, {}, [](const Judged& one) { return std::tie(one.run->model, one.run->backend, one.run->gpu); });
  return all;
}

std::string errors_of(const std::vector<Judged>& judged) {
  std::vector<double> mean, p99;
  for (const Judged& one : judged) mean.push_back(one.mean_error()), p99.push_back(one.p99_error());
  return median_and_mean(mean) + " | " + median_and_mean(p99);
}

void print_by_gpu(const std::vector<Judged>& judged) {
  fmt::print("| model | backend | GPU left out | runs | factor | GPU's share of the base | mean, % | p99, % |\n|---|---|---|---|---|---|---|---|\n");
  for (std::size_t first = 0; first < judged.size();) {
    const Run& run = *judged[first].run;
    std::size_t last = first;
    while (last < judged.size() && judged[last].run->model == run.model && judged[last].run->backend == run.backend &&
           judged[last].run->gpu == run.gpu)
      ++last;
    const std::vector<Judged> group(judged.begin() + static_cast<std::ptrdiff_t>(first), judged.begin() + static_cast<std::ptrdiff_t>(last));
    const Constants& constants = group.front().constants;
    fmt::print("| {} | {} | {} | {} | {:.2f} | {:.2f} | {} |\n", run.model, run.backend, run.gpu, group.size(), constants.factor,
               constants.base_gpu_share, errors_of(group));
    first = last;
  }
}

// What ships: the constants that fit all GPUs best.
void print_constants(const Groups& groups) {
  fmt::print("\n| model | backend | factor | GPU's share of the base |\n|---|---|---|---|\n");
  for (const Group& group : groups) {
    const Constants& best = group.candidates[best_without(group, "").candidate];
    fmt::print("| {} | {} | {:.2f} | {:.2f} |\n", group.runs.front()->model, group.runs.front()->backend, best.factor, best.base_gpu_share);
  }
}

constexpr double chart_from_ms = 5, chart_to_ms = 3000, chart_px = 520, margin_px = 50;
double position(double ms) { return std::log(ms / chart_from_ms) / std::log(chart_to_ms / chart_from_ms) * chart_px; }

void draw(const std::vector<Judged>& judged, const std::string& file) {
  const std::map<std::string, const char*> colours = {{"a40", "#d95f02"}, {"t4", "#1b9e77"}, {"v100-sxm-32gb", "#7570b3"}};
  std::ofstream svg(file);
  const double size = chart_px + 2 * margin_px;
  svg << fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{0}\" font-family=\"sans-serif\" font-size=\"12\">\n", size)
      << "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
  const auto line = [&](double x1, double y1, double x2, double y2, const char* style) {
    svg << fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", margin_px + x1, margin_px + chart_px - y1,
                       margin_px + x2, margin_px + chart_px - y2, style);
  };
  for (const double ms : {5.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0}) {
    const double at = position(ms);
    line(at, 0, at, chart_px, "stroke=\"#ddd\"");
    line(0, at, chart_px, at, "stroke=\"#ddd\"");
    svg << fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{:g}</text>\n", margin_px + at, margin_px + chart_px + 16, ms)
        << fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:g}</text>\n", margin_px - 6, margin_px + chart_px - at + 4, ms);
  }
  line(0, 0, chart_px, chart_px, "stroke=\"#888\"");
  for (const Judged& one : judged) {
    if (one.run->model.ends_with("(TensorFlow)")) continue;  // its measurements have no licence to be shown
    svg << fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.5\" fill=\"{}\" fill-opacity=\"0.5\"/>\n", margin_px + position(one.run->mean_ms),
                       margin_px + chart_px - position(one.predicted.mean_ms), colours.at(one.run->gpu));
  }
  double y = margin_px + 16;
  for (const auto& [gpu, colour] : colours) {
    svg << fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"/><text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", margin_px + 12, y - 4,
                       colour, margin_px + 22, y, gpu);
    y += 18;
  }
  svg << fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">mean latency measured, ms</text>\n", size / 2, size - 12)
      << fmt::format("<text x=\"14\" y=\"{0:.1f}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {0:.1f})\">predicted, ms</text>\n</svg>\n",
                     size / 2);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    fmt::print(stderr, "fidelity_classic DATA [CHART.svg]\n");
    return 2;
  }
  const std::vector<Run> runs = read_runs(argv[1]);
  const std::vector<Groups> by_share = predict_all(runs, full);
  const std::vector<Judged> judged = judge(by_share);
  print_by_gpu(judged);
  print_constants(best_share(by_share, ""));
  fmt::print("\n| {} runs | mean, % | p99, % |\n|---|---|---|\n| {} | {} |\n", runs.size(), full.name, errors_of(judged));
  for (const Variant& variant : variants) fmt::print("| {} | {} |\n", variant.name, errors_of(judge(predict_all(runs, variant))));
  if (argc == 3) draw(judged, argv[2]);
}
