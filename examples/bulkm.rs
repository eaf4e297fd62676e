fn main() {
    let a: Vec<String> = std::env::args().collect();
    crossfoot::bulk::measure(std::path::Path::new(&a[1]), &a[2]);
}
